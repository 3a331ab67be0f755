package io.camelami.smscenter;

import io.camelami.smscenter.access.Account;
import java.security.Principal;
import java.util.Map;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The two pages, each with the token that its forms have to send back. */
@Controller
class PageController {

    private final Account account;

    PageController(Account account) {
        this.account = account;
    }

    @GetMapping("/")
    String page(Principal user, CsrfToken csrf, Model page) {
        page.addAttribute("user", user.getName());
        page.addAttribute("csrf", csrf.getToken());
        return "page";
    }

    @GetMapping("/login")
    String login(@RequestParam Map<String, String> query, CsrfToken csrf, Model page) {
        page.addAttribute("wrong", query.containsKey("error"));
        page.addAttribute("generated", account.generated() != null);
        page.addAttribute("loggedOut", query.containsKey("logout"));
        page.addAttribute("csrf", csrf.getToken());
        return "login";
    }
}

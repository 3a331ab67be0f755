package io.camelami.smscenter.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What the API answers to a request that it does not let in: a problem, as to any other wrong request. */
@Component
class ApiProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver problems;

    ApiProblems(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        if (e instanceof TooManyLoginsException tooMany) {
            problems.resolveException(request, response, null, tooMany.limit());
            return;
        }
        if (!isBrowser(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"SMS centre\", charset=\"UTF-8\"");
        }
        problems.resolveException(request, response, null, e);
    }

    /** A token is missed before anybody looks for a login. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            commence(request, response, new InsufficientAuthenticationException("neither login nor password", e));
        } else {
            problems.resolveException(request, response, null, e);
        }
    }

    /**
     * A browser would ask its user for the password, keep it, and send it along with whatever another site makes it send
     * here.
     */
    private static boolean isBrowser(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT))
                .orElse("")
                .startsWith("Mozilla/");
    }
}

package io.camelami.smscenter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Somebody at a browser, with its cookies: redirects are not followed, so that a test sees them. */
final class Visitor {

    /** The account of the tests. */
    static final String USER = "tester";

    static final String PASSWORD = "correct horse";
    /** Of that password; cheap to check, as the tests ask a lot. */
    static final String HASH = "{bcrypt}$2y$04$If/w0bBH3LMW8T0B4.FTJOF2zqJR3E3ema2gBovRRaRlg1dQQx5eS";

    private static final Pattern TOKEN =
            Pattern.compile("(?:name=\"csrf-token\" content|name=\"_csrf\" value)=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private final String address;

    private Visitor(String address, HttpClient.Builder http) {
        this.address = address;
        this.http = http.cookieHandler(cookies).build();
    }

    static Visitor at(int port) {
        return new Visitor("http://localhost:" + port, HttpClient.newBuilder());
    }

    static Visitor overTls(int port, SSLContext trusting) {
        return new Visitor("https://localhost:" + port, HttpClient.newBuilder().sslContext(trusting));
    }

    /** What a program sends instead of logging in. */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        return send(
                request(path, headers).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postJson(String path, Object body, String... headers)
            throws IOException, InterruptedException {
        return post(path, "application/json", new ObjectMapper().writeValueAsString(body), headers);
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    HttpResponse<InputStream> open(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Fills in the form of the login page. */
    HttpResponse<String> logIn(String user, String password) throws IOException, InterruptedException {
        return post(
                "/login",
                "application/x-www-form-urlencoded",
                "username=" + encoded(user) + "&password=" + encoded(password) + "&_csrf=" + encoded(token("/login")),
                "Accept",
                "text/html");
    }

    /** The token in the forms of a page. */
    String token(String page) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new AssertionError("no token in " + page);
        }
        return token.group(1);
    }

    Optional<HttpCookie> session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("sms-center"))
                .findFirst();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package io.camelami.smscenter.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.info.InfoEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Nothing without a login. Programs bring user and password with each request (HTTP Basic) and get no session; people log
 * in on a page, and what their browser sends afterwards has to carry the token of that session.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");
    private static final RequestMatcher ACTUATOR =
            PathPatternRequestMatcher.withDefaults().matcher("/actuator/**");

    /** What the login page is made of. */
    private static final String[] OPEN = {"/login", "/sms-center.css", "/favicon.svg"};

    /** No script or style but our own runs, and no text becomes markup, whatever a message contains. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    Account account(AccessProperties given, PasswordEncoder encoder) {
        return Account.of(given, encoder);
    }

    @Bean
    RateLimit failedLogins(LimitProperties given, Clock clock) {
        return new RateLimit("failed logins from your address", given.failedLogins(), given.failedLoginsPer(), clock);
    }

    @Bean
    RateLimit sends(LimitProperties given, Clock clock) {
        return new RateLimit("messages and codes", given.sends(), given.sendsPer(), clock);
    }

    @Bean
    AuthenticationProvider logins(Account account, PasswordEncoder encoder, RateLimit failedLogins) {
        DaoAuthenticationProvider accounts = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(
                User.withUsername(account.user()).password(account.hash()).build()));
        accounts.setPasswordEncoder(encoder);
        return new LimitedLogins(accounts, failedLogins);
    }

    /** Tells the live feed which sessions have ended. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /**
     * No session, so there is nothing that another site could use. Should a browser send a password by itself, then no
     * form of another site can send JSON, and nothing here takes anything else.
     */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, ApiProblems problems) throws Exception {
        RequestMatcher paths = new OrRequestMatcher(API, ACTUATOR);
        restrict(http);
        return http.securityMatcher(request -> bringsPassword(request) && paths.matches(request))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, ApiProblems problems, AccessProperties given) throws Exception {
        restrict(http);
        return http.formLogin(form -> form.loginPage("/login")
                        .successHandler(loggedIn(given))
                        .failureHandler(AccessConfiguration::refused))
                .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
                // There is one page; and no session for who only knocks at the API.
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                                problems, new OrRequestMatcher(API, ACTUATOR))
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), AnyRequestMatcher.INSTANCE)
                        .defaultAccessDeniedHandlerFor(problems, API)
                        // The form is older than its session, or the program has been restarted: a new one.
                        .defaultAccessDeniedHandlerFor(
                                (request, response, e) -> response.sendRedirect("/login"), AnyRequestMatcher.INSTANCE))
                .build();
    }

    private static void restrict(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(requests -> requests
                        // The request itself has passed here before.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(EndpointRequest.to(HealthEndpoint.class, InfoEndpoint.class))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // Among what is the default: no cache keeps an answer, no page frames ours, content types are not
                // guessed.
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    }

    /** A session that has only seen the login form ends soon; this one stays. */
    private static AuthenticationSuccessHandler loggedIn(AccessProperties given) {
        return (request, response, authentication) -> {
            request.getSession()
                    .setMaxInactiveInterval(Math.toIntExact(given.stay().toSeconds()));
            response.sendRedirect("/");
        };
    }

    private static void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof TooManyLoginsException tooMany) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(tooMany.limit().retryAfter()));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            response.sendRedirect("/login?error");
        }
    }

    private static boolean bringsPassword(HttpServletRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return given != null && given.regionMatches(true, 0, "Basic ", 0, 6);
    }
}

package io.camelami.smscenter.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Which passwords are taken, and that none is told. */
class AccessPropertiesTest {

    private static final String HASH = "{bcrypt}$2y$04$If/w0bBH3LMW8T0B4.FTJOF2zqJR3E3ema2gBovRRaRlg1dQQx5eS";

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AccessProperties.class)
    static class Settings {}

    @Test
    void a_password_is_kept_as_a_hash_only() {
        application.withPropertyValues("center.password=correct horse").run(context -> {
            Account account = Account.of(context.getBean(AccessProperties.class), encoder);

            assertThat(account.user()).isEqualTo("center");
            assertThat(account.generated()).isNull();
            assertThat(account.hash()).startsWith("{bcrypt}").doesNotContain("correct");
            assertThat(encoder.matches("correct horse", account.hash())).isTrue();
            assertThat(account.toString() + context.getBean(AccessProperties.class))
                    .doesNotContain("horse", account.hash());
        });
    }

    @Test
    void a_hash_of_the_settings_is_the_hash_of_the_password() {
        application.withPropertyValues("center.password=" + HASH).run(context -> {
            Account account = Account.of(context.getBean(AccessProperties.class), encoder);

            assertThat(account.hash()).isEqualTo(HASH);
            assertThat(encoder.matches("correct horse", account.hash())).isTrue();
        });
    }

    @Test
    void what_looks_like_another_kind_of_hash_is_a_password_as_it_stands() {
        application.withPropertyValues("center.password={noop}secret").run(context -> {
            Account account = Account.of(context.getBean(AccessProperties.class), encoder);

            assertThat(encoder.matches("{noop}secret", account.hash())).isTrue();
            assertThat(encoder.matches("secret", account.hash())).isFalse();
        });
    }

    @Test
    void a_password_that_cannot_be_used_ends_the_start_and_is_not_told() {
        assertRefused("center.password", "8 characters", "hunter2");
        assertRefused("center.password", "8 characters", "");
        assertRefused("center.password", "72 bytes", "ü".repeat(37));
        assertRefused("center.password", "no bcrypt hash", "{bcrypt}$2y$10$tooShort");
    }

    @Test
    void a_user_that_http_basic_cannot_carry_ends_the_start() {
        application.withPropertyValues("center.user=a:b").run(context -> {
            assertThat(context).hasFailed();
            assertThat(analyse(context.getStartupFailure())).contains("Property: center.user", "colon");
        });
    }

    private void assertRefused(String property, String reason, String password) {
        application.withPropertyValues("center.password=" + password).run(context -> {
            assertThat(context).hasFailed();
            String told = analyse(context.getStartupFailure());
            assertThat(told).contains("Property: " + property + "\n").contains(reason);
            if (!password.isEmpty()) {
                assertThat(told).doesNotContain(password);
            }
        });
    }

    /** What Spring Boot prints instead of the stack trace. */
    private static String analyse(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, cause) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(analysis -> analysis != null)
                .findFirst()
                .orElseThrow()
                .getDescription();
    }
}

package io.camelami.smscenter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** Wrong settings end the start with a sentence that names the property. */
class GatewayPropertiesTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(GatewayProperties.class)
    static class Settings {}

    @Test
    void without_settings_a_gateway_is_simulated() {
        application.run(context ->
                assertThat(context.getBean(GatewayProperties.class).simulated()).isTrue());
    }

    @Test
    void a_host_with_user_and_secret_is_enough() {
        application
                .withPropertyValues("gateway.host=192.0.2.1", "gateway.username=ami", "gateway.secret=s3cret")
                .run(context -> {
                    GatewayProperties given = context.getBean(GatewayProperties.class);
                    assertThat(given.simulated()).isFalse();
                    assertThat(given.port()).isEqualTo(5038);
                    assertThat(given.toString()).doesNotContain("s3cret");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"yeastar-tg", "chan-dongle", "auto", "AUTO"})
    void a_dialect_may_be_named_or_found_out(String dialect) {
        application
                .withPropertyValues(
                        "gateway.host=192.0.2.1",
                        "gateway.username=ami",
                        "gateway.secret=s3cret",
                        "gateway.dialect=" + dialect)
                .run(context -> assertThat(
                                context.getBean(GatewayProperties.class).dialect())
                        .isEqualTo(dialect));
    }

    @Test
    void what_is_missing_is_named() {
        assertRefused("gateway.username", "gateway.host=192.0.2.1", "gateway.secret=s3cret");
        assertRefused("gateway.secret", "gateway.host=192.0.2.1", "gateway.username=ami");
        assertRefused("gateway.host", "gateway.username=ami", "gateway.secret=s3cret");
        assertRefused("gateway.host", "gateway.host=", "gateway.username=ami", "gateway.secret=s3cret");
    }

    @Test
    void what_is_out_of_range_is_named() {
        assertRefused(
                "gateway.port", "gateway.host=192.0.2.1", "gateway.username=u", "gateway.secret=s", "gateway.port=0");
        assertRefused("gateway.spans", "gateway.spans=0");
        assertRefused("gateway.spans", "gateway.spans=32");
        assertRefused(
                "gateway.dialect",
                "gateway.host=192.0.2.1",
                "gateway.username=u",
                "gateway.secret=s",
                "gateway.dialect=openwox");
    }

    private void assertRefused(String property, String... settings) {
        application.withPropertyValues(settings).run(context -> {
            assertThat(context).hasFailed();
            Throwable failure = context.getStartupFailure();
            String told = analyse(failure);
            assertThat(told).contains("Property: " + property + "\n").doesNotContain("s3cret");
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

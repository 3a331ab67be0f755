package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.gsm.GatewayConfig;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedLinkTest {

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    @Test
    void consumer_and_producer_of_one_gateway_and_user_share_a_link() throws Exception {
        fake.start(route(GATEWAY, GATEWAY));
        assertThat(fake.opened).hasSize(1);
        assertThat(fake.gateway().starts).isEqualTo(1);
    }

    @Test
    void another_user_of_the_same_gateway_has_a_link_of_its_own() throws Exception {
        fake.start(route(GATEWAY, "ami-gsm:gw?username=other&secret=x"));
        assertThat(fake.opened).hasSize(2);
    }

    @Test
    void an_endpoint_made_by_another_thread_before_the_component_is_initialised_lacks_nothing() throws Exception {
        AmiGsmComponent shown = new AmiGsmComponent(fake.context);
        shown.build();
        AmiGsmEndpoint endpoint = (AmiGsmEndpoint) shown.createEndpoint(GATEWAY);
        endpoint.init();
        assertThat(endpoint.getServiceUrl()).isEqualTo("gw:5038");
        assertThat(shown.gateways().all()).isEmpty();
    }

    @Test
    void the_default_port_is_the_same_gateway_as_no_port() throws Exception {
        fake.start(route(GATEWAY, "ami-gsm:gw:5038?username=app&secret=RAW(s3cr+t)"));
        assertThat(fake.opened).hasSize(1);
    }

    @Test
    void the_link_is_closed_with_its_last_user_and_opened_anew_by_the_next() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY).routeId("in").to("mock:in");
                from("direct:out").routeId("out").to(GATEWAY);
            }
        });
        FakeGateway first = fake.gateway();
        fake.context.getRouteController().stopRoute("in");
        assertThat(first.closed).isFalse();
        fake.context.getRouteController().stopRoute("out");
        assertThat(first.closed).isTrue();
        fake.context.getRouteController().startRoute("in");
        assertThat(fake.opened).hasSize(2);
        assertThat(fake.gateway().closed).isFalse();
    }

    @Test
    void a_contradiction_is_refused_at_start_with_both_values_and_both_endpoints() {
        assertThatThrownBy(() -> fake.start(route(GATEWAY + "&dialect=yeastar-tg", GATEWAY + "&actionTimeout=5s")))
                .extracting(SharedLinkTest::lastCause, as(InstanceOfAssertFactories.THROWABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "wants dialect=yeastar-tg",
                        "with dialect=openvox",
                        "ami-gsm://gw?dialect=yeastar-tg&",
                        "ami-gsm://gw?actionTimeout=5s&")
                .hasMessageNotContaining("s3cr");
    }

    @Test
    void two_different_secrets_are_refused_and_neither_is_shown() {
        assertThatThrownBy(() -> fake.start(route(GATEWAY, "ami-gsm:gw?username=app&secret=another")))
                .extracting(SharedLinkTest::lastCause, as(InstanceOfAssertFactories.THROWABLE))
                .hasMessageContaining("secret=(hidden)")
                .hasMessageNotContainingAny("s3cr", "another ");
    }

    @Test
    void the_same_tls_parameters_agree_and_different_ones_do_not() {
        fake.context.getRegistry().bind("one", new SSLContextParameters());
        fake.context.getRegistry().bind("two", new SSLContextParameters());
        String one = GATEWAY + "&sslContextParameters=#one";
        assertThat(startsWithOneLink(one, one)).isTrue();
        assertThatThrownBy(() -> fake.start(route(one, GATEWAY + "&sslContextParameters=#two")))
                .extracting(SharedLinkTest::lastCause, as(InstanceOfAssertFactories.THROWABLE))
                .hasMessageContaining("sslContextParameters");
    }

    @Test
    void options_of_the_dialect_come_from_the_component_and_the_uri() throws Exception {
        fake.component.getConfiguration().setDialectOptions(java.util.Map.of("sync", "true", "syncsms", "true"));
        fake.component.getConfiguration().setPacing(1500L);
        fake.start(route(GATEWAY + "&dialect.sync=false", "mock:out"));
        assertThat(fake.gateway().config.dialectOptions())
                .isEqualTo(java.util.Map.of("sync", "false", "syncsms", "true"));
        assertThat(fake.gateway().config.pacing()).hasMillis(1500);
    }

    @Test
    void a_gateway_can_be_a_bean() throws Exception {
        fake.context.getRegistry().bind("pbx", config("pbx").build());
        fake.start(route("ami-gsm:pbx?events=sms,link", "ami-gsm:pbx"));
        assertThat(fake.opened).hasSize(1);
        assertThat(fake.gateway().config.name()).isEqualTo("pbx");
        assertThat(fake.gateway().config.host()).isEqualTo("10.0.0.5");
    }

    @Test
    void connection_options_beside_a_bean_are_refused_by_name() {
        fake.context.getRegistry().bind("pbx", config("pbx").build());
        assertThatThrownBy(() -> fake.context.getEndpoint("ami-gsm:pbx?dialect=asterisk&username=x"))
                .extracting(SharedLinkTest::lastCause, as(InstanceOfAssertFactories.THROWABLE))
                .hasMessageContainingAll("pbx", "[dialect, username]");
    }

    @Test
    void a_bean_and_a_uri_for_the_same_gateway_must_agree() {
        fake.context.getRegistry().bind("pbx", config("pbx").build());
        assertThatThrownBy(() -> fake.start(route("ami-gsm:pbx", "ami-gsm:10.0.0.5?username=app&secret=x")))
                .extracting(SharedLinkTest::lastCause, as(InstanceOfAssertFactories.THROWABLE))
                .hasMessageContainingAll("name=pbx", "name=10.0.0.5:5038");
    }

    @Test
    void a_bean_of_another_type_with_the_name_of_a_host_is_no_obstacle() throws Exception {
        fake.context.getRegistry().bind("gw", "some bean");
        fake.start(route(GATEWAY, GATEWAY));
        assertThat(fake.gateway().config.host()).isEqualTo("gw");
    }

    @Test
    void an_ipv6_address_stands_in_brackets() throws Exception {
        fake.start(route("ami-gsm:[::1]:5039?username=app&secret=x", "mock:out"));
        assertThat(fake.gateway().config.host()).isEqualTo("::1");
        assertThat(fake.gateway().config.port()).isEqualTo(5039);
    }

    @Test
    void an_address_that_is_none_is_refused_with_the_forms_there_are() {
        assertThatThrownBy(() -> fake.start(route("ami-gsm:gw:http?username=app&secret=x", "mock:out")))
                .extracting(SharedLinkTest::lastCause, as(InstanceOfAssertFactories.THROWABLE))
                .hasMessageContainingAll("ami-gsm:gw:http", "host:port", "bean");
    }

    private static Throwable lastCause(Throwable thrown) {
        return thrown.getCause() == null ? thrown : lastCause(thrown.getCause());
    }

    private boolean startsWithOneLink(String in, String out) {
        try {
            fake.start(route(in, out));
            fake.context.getRouteController().removeAllRoutes();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return fake.opened.size() == 1;
    }

    private static GatewayConfig.Builder config(String name) {
        return GatewayConfig.builder("10.0.0.5").name(name).username("app").secret("x");
    }

    private static RouteBuilder route(String in, String out) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(in).to(out);
            }
        };
    }
}

package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class AmiLinkTest {

    @Test
    void a_link_logs_in_answers_actions_and_hands_on_events() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.send("Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n");
                    peer.serve(action -> peer.answer(action, "Success", "Message: hello"));
                });
                LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
            assertThat(gw.answer(AmiAction.of("Hello")).message()).isEqualTo("hello");
            await().untilAsserted(() -> assertThat(gw.listener.story).containsExactly("up 1", "FullyBooted 1"));
        }
    }
}

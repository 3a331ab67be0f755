package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.gsm.ussd.UssdRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanNumberTest {

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 1000, Integer.MAX_VALUE})
    void a_span_that_no_gateway_can_have_is_refused_before_it_gets_a_queue(int span) {
        assertThatThrownBy(() -> SmsRequest.of("+49", "x").withSpan(span))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("span " + span + " is not in 0..999");
        assertThatThrownBy(() -> new UssdRequest("*100#", span, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0..999");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 999})
    void a_span_that_a_gateway_may_have_is_taken(int span) {
        assertThatCode(() -> SmsRequest.of("+49", "x").withSpan(span)).doesNotThrowAnyException();
    }
}

package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.camelami.gsm.ussd.UssdScript;

/** A target of its own: a script may hold regular expressions, which the fuzzer takes for a fault anywhere else. */
class UssdScriptFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void any_script_is_read_or_refused_with_a_reason(@NotNull String script) {
        try {
            UssdScript.parse(script);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}

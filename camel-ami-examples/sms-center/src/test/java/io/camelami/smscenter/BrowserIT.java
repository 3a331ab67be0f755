package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clicks through the page, in a real browser. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"center.user=" + Visitor.USER, "center.password=" + Visitor.HASH})
@ExtendWith(OutputCaptureExtension.class)
class BrowserIT {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir
    static Path directory;

    private static Browser browser;

    @Autowired
    GatewaySimulator gateway;

    @LocalServerPort
    int port;

    /** Nobody else in this class has it. */
    private final String number = "+4477008%05d".formatted(NUMBERS.incrementAndGet());

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("sms-center"));
        settings.add("sms-center.unstored", directory.resolve("unstored")::toString);
    }

    @BeforeAll
    static void open_the_browser() {
        browser = Browser.open(BrowserIT.class, directory);
    }

    @AfterAll
    static void close_the_browser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
    }

    @BeforeEach
    void open_the_page() {
        browser.window(1280, 900);
        browser.openPage(port);
    }

    @Test
    void an_sms_from_the_handset_is_in_the_inbox_within_a_second() {
        browser.write("handset-from", number);
        browser.write("handset-span", "2");
        browser.write("handset-text", "Pump 3: pressure low");

        browser.click("#handset-form [type=submit]");

        await().atMost(A_SECOND).until(() -> message("inbox", number).contains("Pump 3: pressure low"));
        assertThat(message("inbox", number)).contains("span 2");
        assertThat(text("announcer")).contains(number);
    }

    @Test
    void a_message_from_the_form_becomes_sent_and_reaches_the_handset() {
        String text = "Your code is 483920";

        send(text);

        await().atMost(LONG).until(() -> message("outbox", number).contains("SENT"));
        assertThat(gateway.sentSms())
                .filteredOn(sms -> sms.to().equals(number))
                .extracting(SentSms::text)
                .containsExactly(text);
        await().atMost(LONG).until(() -> text("handset-texts").contains(text));
        assertThat(browser.value("send-text")).isEmpty();
    }

    @Test
    void failed_and_unknown_are_shown_with_the_reason() {
        gateway.nextSend(1, SendBehaviour.FAILED, SendBehaviour.TIMEOUT);
        browser.write("send-span", "1");
        send("refused");
        await().atMost(LONG).until(() -> message("outbox", number).contains("FAILED"));

        send("who knows");
        await().atMost(LONG).until(() -> message("outbox", number).contains("UNKNOWN"));
        assertThat(browser.driver().findElements(By.cssSelector("#outbox .detail")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void an_sms_can_be_answered_with_one_click() {
        gateway.receiveSms(3, number, "please answer");
        await().atMost(LONG).until(() -> message("inbox", number).contains("please answer"));

        browser.click("[aria-label='Reply to " + number + "']");

        assertThat(browser.value("send-to")).isEqualTo(number);
        assertThat(browser.value("send-span")).isEqualTo("3");
        assertThat(browser.focused()).isEqualTo("send-text");
    }

    @Test
    void the_form_counts_parts_and_says_at_the_field_what_is_wrong() {
        browser.write("send-to", "Bob");
        browser.write("send-text", "a".repeat(161));
        await().atMost(LONG).until(() -> text("cost").startsWith("2 SMS · GSM"));

        browser.click("#send [type=submit]");

        await().atMost(LONG).until(() -> text("send-to-error").contains("must be a phone number"));
        assertThat(browser.focused()).isEqualTo("send-to");
    }

    @Test
    void a_code_is_dialled_and_its_menu_walked_through() {
        browser.write("ussd-code", "*100#");
        browser.write("ussd-span", "2");
        browser.click("#ussd-dial [type=submit]");
        await().atMost(LONG).until(() -> text("ussd-log").contains("1 Balance"));
        assertThat(browser.focused()).isEqualTo("ussd-choice");

        browser.write("ussd-choice", "1");
        browser.click("#ussd-menu [type=submit]");

        await().atMost(LONG).until(() -> text("ussd-log").contains("Your balance is 5.00."));
        assertThat(browser.shows("ussd-menu")).isFalse();
        assertThat(browser.focused()).isEqualTo("ussd-code");
    }

    @Test
    void a_menu_can_be_ended_and_what_is_wrong_with_a_code_is_said_at_its_field() {
        browser.write("ussd-code", "*100#");
        browser.write("ussd-span", "3");
        browser.click("#ussd-dial [type=submit]");
        await().atMost(LONG).until(() -> browser.shows("ussd-menu"));
        browser.click("#ussd-end");
        await().atMost(LONG).until(() -> !browser.shows("ussd-menu"));
        assertThat(text("ussd-log")).contains("ENDED");

        browser.write("ussd-code", "balance");
        browser.click("#ussd-dial [type=submit]");
        await().atMost(LONG).until(() -> text("ussd-code-error").contains("must be of digits, * and #"));
    }

    @Test
    void a_menu_of_a_page_that_is_left_is_given_up() {
        browser.write("ussd-code", "*100#");
        browser.write("ussd-span", "4");
        browser.click("#ussd-dial [type=submit]");
        await().atMost(LONG).until(() -> browser.shows("ussd-menu"));

        browser.openPage(port);

        await().atMost(LONG).until(() -> {
            browser.write("ussd-code", "*101#");
            browser.write("ussd-span", "4");
            browser.click("#ussd-dial [type=submit]");
            await().atMost(LONG).until(() -> browser.shows("ussd-log"));
            return text("ussd-log").contains("Your balance is 5.00.");
        });
    }

    @Test
    void a_call_from_the_handset_is_shown_as_missed_and_the_caller_can_be_written_to() {
        browser.write("handset-from", number);
        browser.write("handset-span", "1");
        browser.click("#handset-call");

        await().atMost(LONG).until(() -> browser.message("calls", number).contains("MISSED"));
        assertThat(text("announcer")).isEqualTo("Missed call from " + number);
        browser.click("[aria-label='Write to " + number + "']");
        assertThat(browser.value("send-to")).isEqualTo(number);
        assertThat(browser.focused()).isEqualTo("send-text");
    }

    @Test
    void who_logs_out_is_asked_for_the_password_again() {
        browser.click(".logout [type=submit]");
        await().atMost(LONG).until(() -> browser.title().equals("SMS centre: log in"));

        browser.logIn("wrong horse");
        // The page that comes back has the same title as the one that is left.
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(() -> assertThat(browser.driver()
                                .findElement(By.cssSelector(".error"))
                                .getText())
                        .isEqualTo("User or password is wrong."));

        browser.logIn(Visitor.PASSWORD);
        await().atMost(LONG).until(() -> text("gateway").startsWith("Up"));
    }

    @Test
    void a_page_whose_session_has_ended_asks_for_the_password_by_itself() {
        browser.write("send-to", number);
        browser.write("send-text", "too late");
        browser.driver().manage().deleteCookieNamed("sms-center");

        // The page may have noticed by itself before anybody can press the button, and then has none any more.
        browser.driver().executeScript("document.querySelector('#send')?.requestSubmit()");

        await().atMost(LONG).until(() -> browser.title().equals("SMS centre: log in"));
        assertThat(gateway.sentSms()).extracting(SentSms::to).doesNotContain(number);
    }

    @Test
    void a_gateway_that_is_gone_is_shown_as_down_and_comes_back() {
        gateway.stop();
        await().atMost(LONG).until(() -> text("gateway").startsWith("Down"));

        gateway.restart();
        await().atMost(LONG).until(() -> text("gateway").startsWith("Up"));
    }

    @Test
    void on_a_phone_nothing_is_cut_off_at_the_side() {
        gateway.receiveSms(1, number, "W".repeat(150));
        browser.window(360, 740);

        await().atMost(LONG).until(() -> message("inbox", number).contains("WWW"));

        assertThat(browser.driver().executeScript("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private void send(String text) {
        browser.write("send-to", number);
        browser.write("send-text", text);
        browser.click("#send [type=submit]");
    }

    private static String text(String id) {
        return browser.text(id);
    }

    private static String message(String box, String number) {
        return browser.message(box, number);
    }
}

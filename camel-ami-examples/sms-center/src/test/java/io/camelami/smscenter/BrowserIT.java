package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clicks through the page, in a real browser. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"center.user=" + Visitor.USER, "center.password=" + Visitor.HASH})
class BrowserIT {

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir
    static Path directory;

    private static ChromeDriver browser;

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
        Optional<File> chromium = onPath("chromium");
        Optional<File> driver = onPath("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            Needs.missing(BrowserIT.class, "chromium and chromedriver are not both on the PATH");
        }
        // It warns that it cannot use the DevTools of so new a browser; nothing here needs them.
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        // Both paths are given, so that Selenium looks for nothing to download.
        options.setBinary(chromium.get());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("browser"));
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterAll
    static void close_the_browser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void open_the_page() {
        window(1280, 900);
        browser.get("http://localhost:" + port);
        if (browser.getTitle().equals("SMS centre: log in")) {
            logIn(Visitor.PASSWORD);
        }
        await().atMost(LONG).until(() -> text("gateway").startsWith("Up"));
    }

    @Test
    void an_sms_from_the_handset_is_in_the_inbox_within_a_second() {
        write("handset-from", number);
        write("handset-span", "2");
        write("handset-text", "Pump 3: pressure low");

        browser.findElement(By.cssSelector("#handset-form [type=submit]")).click();

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
        assertThat(browser.findElement(By.id("send-text")).getDomProperty("value"))
                .isEmpty();
    }

    @Test
    void failed_and_unknown_are_shown_with_the_reason() {
        gateway.nextSend(1, SendBehaviour.FAILED, SendBehaviour.TIMEOUT);
        write("send-span", "1");
        send("refused");
        await().atMost(LONG).until(() -> message("outbox", number).contains("FAILED"));

        send("who knows");
        await().atMost(LONG).until(() -> message("outbox", number).contains("UNKNOWN"));
        assertThat(browser.findElements(By.cssSelector("#outbox .detail"))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void markup_in_an_sms_is_shown_as_text_and_runs_nothing() {
        String hostile = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";

        gateway.receiveSms(1, number, hostile);

        await().atMost(LONG).until(() -> message("inbox", number).contains(hostile));
        assertThat(browser.findElements(By.cssSelector("#inbox script, #inbox img")))
                .isEmpty();
        assertThat(browser.getTitle()).isEqualTo("SMS centre");
    }

    @Test
    void an_sms_can_be_answered_with_one_click() {
        gateway.receiveSms(3, number, "please answer");
        await().atMost(LONG).until(() -> message("inbox", number).contains("please answer"));

        browser.findElement(By.cssSelector("[aria-label='Reply to " + number + "']"))
                .click();

        assertThat(browser.findElement(By.id("send-to")).getDomProperty("value"))
                .isEqualTo(number);
        assertThat(browser.findElement(By.id("send-span")).getDomProperty("value"))
                .isEqualTo("3");
        assertThat(browser.switchTo().activeElement().getDomProperty("id")).isEqualTo("send-text");
    }

    @Test
    void the_form_counts_parts_and_says_at_the_field_what_is_wrong() {
        write("send-to", "Bob");
        write("send-text", "a".repeat(161));
        await().atMost(LONG).until(() -> text("cost").startsWith("2 SMS · GSM"));

        browser.findElement(By.cssSelector("#send [type=submit]")).click();

        await().atMost(LONG).until(() -> text("send-to-error").contains("must be a phone number"));
        assertThat(browser.switchTo().activeElement().getDomProperty("id")).isEqualTo("send-to");
    }

    @Test
    void who_logs_out_is_asked_for_the_password_again() {
        browser.findElement(By.cssSelector(".logout [type=submit]")).click();
        await().atMost(LONG).until(() -> browser.getTitle().equals("SMS centre: log in"));

        logIn("wrong horse");
        assertThat(browser.findElement(By.cssSelector(".error")).getText()).isEqualTo("User or password is wrong.");

        logIn(Visitor.PASSWORD);
        await().atMost(LONG).until(() -> text("gateway").startsWith("Up"));
    }

    @Test
    void a_page_whose_session_has_ended_asks_for_the_password_by_itself() {
        browser.manage().deleteCookieNamed("sms-center");

        send("too late");

        await().atMost(LONG).until(() -> browser.getTitle().equals("SMS centre: log in"));
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
        window(360, 740);

        await().atMost(LONG).until(() -> message("inbox", number).contains("WWW"));

        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private static void logIn(String password) {
        write("username", Visitor.USER);
        write("password", password);
        browser.findElement(By.cssSelector("[type=submit]")).click();
    }

    private void send(String text) {
        write("send-to", number);
        write("send-text", text);
        browser.findElement(By.cssSelector("#send [type=submit]")).click();
    }

    private static void write(String id, String text) {
        WebElement input = browser.findElement(By.id(id));
        input.clear();
        input.sendKeys(text);
    }

    private static String text(String id) {
        String text = browser.findElement(By.id(id)).getDomProperty("textContent");
        return text == null ? "" : text;
    }

    /** What a box shows of the newest message of a number. */
    private static String message(String box, String number) {
        try {
            return browser.findElements(By.cssSelector("#" + box + " > li")).stream()
                    .map(WebElement::getText)
                    .filter(text -> text.contains(number))
                    .findFirst()
                    .orElse("");
        } catch (StaleElementReferenceException replacedMeanwhile) {
            return "";
        }
    }

    private static void window(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    private static Optional<File> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }
}

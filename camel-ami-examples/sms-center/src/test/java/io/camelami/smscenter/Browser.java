package io.camelami.smscenter;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser with the page of the SMS centre in it. */
record Browser(ChromeDriver driver) implements AutoCloseable {

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
    private static final Duration LONG = Duration.ofSeconds(15);

    /** Ends the test if there is none. */
    static Browser open(Class<?> test, Path directory) {
        Optional<File> chromium = onPath("chromium");
        Optional<File> driver = onPath("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            Needs.missing(test, "chromium and chromedriver are not both on the PATH");
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
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get())
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    /** Opens the page, through the login if need be, and waits until it shows the gateway. */
    void openPage(int port) {
        driver.get("http://localhost:" + port);
        if (title().equals("SMS centre: log in")) {
            logIn(Visitor.PASSWORD);
        }
        await().atMost(LONG).until(() -> text("gateway").startsWith("Up"));
    }

    void logIn(String password) {
        write("username", Visitor.USER);
        write("password", password);
        click("main [type=submit]");
    }

    void write(String id, String text) {
        WebElement input = driver.findElement(By.id(id));
        input.clear();
        input.sendKeys(text);
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    String title() {
        return driver.getTitle();
    }

    String text(String id) {
        String text = driver.findElement(By.id(id)).getDomProperty("textContent");
        return text == null ? "" : text;
    }

    String value(String id) {
        return driver.findElement(By.id(id)).getDomProperty("value");
    }

    boolean shows(String id) {
        return driver.findElement(By.id(id)).isDisplayed();
    }

    /** The id of what has the focus. */
    String focused() {
        return driver.switchTo().activeElement().getDomProperty("id");
    }

    /** What a box shows of its newest entry that has this in it. */
    String message(String box, String part) {
        try {
            return driver.findElements(By.cssSelector("#" + box + " > li")).stream()
                    .map(WebElement::getText)
                    .filter(text -> text.contains(part))
                    .findFirst()
                    .orElse("");
        } catch (StaleElementReferenceException replacedMeanwhile) {
            return "";
        }
    }

    void window(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    @Override
    public void close() {
        driver.quit();
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

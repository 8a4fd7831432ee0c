package io.leadfluss.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Somebody with a browser: a Chromium that is on the machine, without a window. */
final class Visitor implements AutoCloseable {

    private static final List<Path> CHROMIUM = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"));

    private final Playwright playwright;
    private final Browser browser;
    private final String home;

    Visitor(int port) {
        home = "http://localhost:" + port;
        playwright = Playwright.create();
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium())
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--no-first-run")));
    }

    /** A page of somebody new: no cookies, speaks German, and does not look like the robot it is. */
    Page page() {
        return page("de-DE");
    }

    private Page page(String locale) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setBaseURL(home).setLocale(locale)
                .setUserAgent("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /** A page of somebody of the staff. */
    Page loggedIn(String username) {
        return loggedIn(username, "de-DE");
    }

    /** A page of somebody of the staff, whose browser speaks a language of its own. */
    Page loggedIn(String username, String locale) {
        Page page = page(locale);
        page.navigate("/login");
        page.locator("[name=username]").fill(username);
        page.locator("[name=password]").fill("leadfluss-demo");
        page.locator("form button[type=submit]").first().click();
        page.waitForURL("**/app");
        return page;
    }

    /** Our own address of a link in a mail, which names the configured one. */
    static String path(String link) {
        return link.replaceFirst("https?://[^/]+", "");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path chromium() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), CHROMIUM.stream()).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium found: install it, or say in CHROMIUM where it is"));
    }
}

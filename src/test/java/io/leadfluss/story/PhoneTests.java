package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForSelectorOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.leadfluss.JourneyTest;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.mail.Pauses;
import io.leadfluss.mail.Pauses.Scope;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The back office on a phone: no page is wider than the screen, no word in a badge is cut off. */
@JourneyTest
class PhoneTests {

    private static final int WIDTH = 390;
    private static final String CUT = "[...document.querySelectorAll('.badge')].filter(badge => badge.scrollWidth > badge.clientWidth + 1).length";
    private static final String STILL_LOADING = ".htmx-request";
    private static final int MOST = 60;

    @LocalServerPort
    private int port;
    @Autowired
    private LeadFixture given;
    @Autowired
    private Pauses pauses;

    @ParameterizedTest
    @ValueSource(strings = {"admin", "marketing", "manager", "privacy"})
    void everyPageFitsOnAPhone(String who) {
        given.confirmed("newsletter", "phone");

        try (Visitor visitor = new Visitor(port)) {
            Page page = visitor.loggedIn(who);
            page.setViewportSize(WIDTH, 844);

            assertThat(unfit(page)).isEmpty();
        }
    }

    @Test
    void whatIsHeldFitsOnAPhone() {
        pauses.pause(Scope.MAILING, "aida-action", "wrong price", "tester");
        try (Visitor visitor = new Visitor(port)) {
            Page page = visitor.loggedIn("marketing", "de-DE");
            page.setViewportSize(WIDTH, 844);
            page.navigate("/app/newsletter");

            assertThat(page.textContent("main")).contains("Mailing aida-action");
            assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(WIDTH);
        } finally {
            pauses.resume(Scope.MAILING, "aida-action");
        }
    }

    /** Walks from page to page, to one of each kind. */
    private static Map<String, String> unfit(Page page) {
        Map<String, String> found = new TreeMap<>();
        Set<String> kinds = new HashSet<>();
        Queue<String> ahead = new ArrayDeque<>(List.of("/app"));
        while (!ahead.isEmpty() && kinds.size() < MOST) {
            String address = ahead.remove();
            if (!kinds.add(kind(address))) {
                continue;
            }
            Response answer = page.navigate(address);
            if (answer.headers().getOrDefault("content-type", "").contains("html")) {
                page.waitForSelector(STILL_LOADING, new WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
                int width = (int) page.evaluate("document.documentElement.scrollWidth");
                int cut = (int) page.evaluate(CUT);
                if (width > WIDTH || cut > 0) {
                    found.put(address, width + " wide, " + cut + " badges cut off");
                }
                links(page).forEach(ahead::add);
            }
        }
        assertThat(kinds).as("pages that were looked at").hasSizeGreaterThan(8);
        return found;
    }

    private static String kind(String address) {
        return address.replaceFirst("\\?.*", "").replaceAll("[0-9a-f-]{36}|\\d+", "#").replaceFirst("/(templates|accounts)/(?!new).+", "/$1/#");
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>) page.evaluate("""
                [...document.querySelectorAll('a[href^="/app"]:not([download])')].map(link => link.getAttribute('href').replace(/#.*/, ''))
                  .filter(link => !/csv|tables|data|export/.test(link))""");
    }
}

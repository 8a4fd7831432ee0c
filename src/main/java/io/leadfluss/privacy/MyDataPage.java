package io.leadfluss.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.leadfluss.consent.DeadLink;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Tokens;
import io.leadfluss.web.Attempts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Seeing and erasing one's own data without a login, from the preference page. Its link stands in every mail, so to see the data one must also
 * know the address: whoever got a forwarded mail does not see phone and history of somebody else.
 */
@Controller
class MyDataPage {

    private final Leads leads;
    private final Disclosure disclosure;
    private final DisclosureWords words;
    private final Erasure erasure;
    private final Tokens tokens;
    private final Attempts attempts;
    private final Clock clock;
    private final Cache<Long, Bucket> guesses = Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(1)).build();

    MyDataPage(Leads leads, Disclosure disclosure, DisclosureWords words, Erasure erasure, Tokens tokens, Attempts attempts, Clock clock) {
        this.leads = leads;
        this.disclosure = disclosure;
        this.words = words;
        this.erasure = erasure;
        this.tokens = tokens;
        this.attempts = attempts;
        this.clock = clock;
    }

    @PostMapping("/p/{token}/data")
    Object show(@PathVariable String token, @RequestParam(defaultValue = "") String email, Locale locale, Model model, HttpServletResponse response) {
        return known(token, email, model, response, lead -> {
            model.addAttribute("parts", words.of(disclosure.of(lead.id()), locale));
            model.addAttribute("email", email);
            model.addAttribute("download", "/p/" + token + "/download");
            return "privacy/data";
        });
    }

    /** The same for programs, to be taken to somebody else. */
    @PostMapping("/p/{token}/download")
    Object download(@PathVariable String token, @RequestParam(defaultValue = "") String email, Model model, HttpServletResponse response) {
        return known(token, email, model, response, lead -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("my-data.json").build().toString())
                .body(disclosure.forPrograms(lead.id(), clock.instant())));
    }

    private Object known(String token, String email, Model model, HttpServletResponse response, Function<Lead, Object> shown) {
        Optional<Lead> lead = lead(token).flatMap(leads::findById);
        if (lead.isEmpty()) {
            return DeadLink.broken(response);
        }
        model.addAttribute("back", "/p/" + token);
        if (!guess(lead.get().id()) || !isAddressOf(lead.get(), email)) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return "privacy/not-shown";
        }
        return shown.apply(lead.get());
    }

    @PostMapping("/p/{token}/erase")
    Object erase(@PathVariable String token, @RequestParam(defaultValue = "") String email, Model model, HttpServletResponse response) {
        return known(token, email, model, response, lead -> {
            attempts.run(() -> {
                erasure.erase(lead.id());
            });
            return "privacy/erased";
        });
    }

    private boolean guess(long lead) {
        return guesses.get(lead, key -> Bucket.builder().addLimit(limit -> limit.capacity(10).refillGreedy(10, Duration.ofHours(1))).build())
                .tryConsume(1);
    }

    private static boolean isAddressOf(Lead lead, String email) {
        try {
            return EmailAddress.parse(email).key().equals(lead.address().key());
        } catch (InvalidAddress e) {
            return false;
        }
    }

    private Optional<Long> lead(String token) {
        return tokens.verify("preferences", token).filter(ids -> ids.length == 1).map(ids -> ids[0]);
    }
}

package io.leadfluss.consent;

import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Tokens;
import io.leadfluss.web.Attempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a lead allows, changed without a login. Withdrawing works at once. Allowing something new goes through a new double opt-in: the link
 * to this page stands in every mail and never expires, so whoever holds it need not be the owner of the mailbox.
 */
@Controller
class PreferencePage {

    private final Consents consents;
    private final ExistingCustomers customers;
    private final Preferences preferences;
    private final Topics topics;
    private final Leads leads;
    private final Tokens tokens;
    private final ConsentSettings settings;
    private final MessageSource messages;
    private final Attempts attempts;
    private final Clock clock;

    PreferencePage(Consents consents, ExistingCustomers customers, Preferences preferences, Topics topics, Leads leads, Tokens tokens,
            ConsentSettings settings, MessageSource messages, Attempts attempts, Clock clock) {
        this.consents = consents;
        this.customers = customers;
        this.preferences = preferences;
        this.topics = topics;
        this.leads = leads;
        this.tokens = tokens;
        this.settings = settings;
        this.messages = messages;
        this.attempts = attempts;
        this.clock = clock;
    }

    @GetMapping("/p/{token}")
    String show(@PathVariable String token, Locale locale, Model model, HttpServletResponse response) {
        return lead(token).map(lead -> show(token, lead, false, false, locale, model)).orElseGet(() -> DeadLink.broken(response));
    }

    @PostMapping("/p/{token}")
    String change(@PathVariable String token, @RequestParam(name = "purpose", defaultValue = "") Set<String> ticked,
            @RequestParam(name = "similar", defaultValue = "") Set<String> similar, @ModelAttribute Choice choice, Locale locale,
            HttpServletRequest http, Model model, HttpServletResponse response) {
        Optional<Lead> found = lead(token);
        if (found.isEmpty()) {
            return DeadLink.broken(response);
        }
        long lead = found.get().id();
        Evidence evidence = new Evidence("preferences", null, "/p", http.getRemoteAddr(), http.getHeader("User-Agent"));
        boolean asked = attempts.run(() -> {
            preferences.choose(lead, choice.applied(preferences.of(lead), topics.keys(), clock.instant()));
            Set<Purpose> allowed = consents.allowed(lead);
            if (similar.contains("asked") && !similar.contains("yes") && mayBeOfferedSimilar(lead)) {
                consents.withdraw(lead, Purpose.NEWSLETTER, "preferences", evidence);
            }
            allowed.stream().filter(purpose -> !ticked.contains(purpose.key()))
                    .forEach(purpose -> consents.withdraw(lead, purpose, "preferences", evidence));
            List<Declaration> wanted = Arrays.stream(Purpose.values())
                    .filter(purpose -> ticked.contains(purpose.key()) && !allowed.contains(purpose))
                    .map(purpose -> new Declaration(purpose, locale.getLanguage(), text(purpose, locale))).toList();
            if (!wanted.isEmpty()) {
                consents.request(lead, "preferences", locale.getLanguage(), wanted, evidence);
            }
            return !wanted.isEmpty();
        });
        return show(token, found.get(), true, asked, locale, model);
    }

    private String show(String token, Lead lead, boolean saved, boolean asked, Locale locale, Model model) {
        Set<Purpose> allowed = consents.allowed(lead.id());
        model.addAttribute("address", lead.address().masked());
        model.addAttribute("boxes", Arrays.stream(Purpose.values())
                .map(purpose -> new Box(purpose.key(), text(purpose, locale), allowed.contains(purpose))).toList());
        model.addAttribute("similar", !allowed.contains(Purpose.NEWSLETTER) && mayBeOfferedSimilar(lead.id()));
        Preference preference = preferences.of(lead.id());
        model.addAttribute("topics", topics.keys().stream()
                .map(topic -> new Box(topic, topics.label(topic, locale), !preference.muted().contains(topic))).toList());
        model.addAttribute("frequencies", Frequency.values());
        model.addAttribute("frequency", preference.frequency());
        model.addAttribute("pauses", Choice.PAUSES);
        model.addAttribute("pausedUntil", preference.isPaused(clock.instant()) ? preference.pausedUntil() : null);
        model.addAttribute("saved", saved);
        model.addAttribute("asked", asked);
        model.addAttribute("data", "/p/" + token + "/data");
        model.addAttribute("erase", "/p/" + token + "/erase");
        return "consent/preferences";
    }

    private boolean mayBeOfferedSimilar(long lead) {
        return customers.groups(List.of(lead)).containsKey(lead);
    }

    private String text(Purpose purpose, Locale locale) {
        return messages.getMessage("consent.text." + purpose.key(), new Object[] {settings.advertiser()}, locale);
    }

    private Optional<Lead> lead(String token) {
        return tokens.verify("preferences", token).filter(ids -> ids.length == 1).flatMap(ids -> leads.findById(ids[0]));
    }

    /** One purpose or topic on the page. */
    public record Box(String key, String text, boolean ticked) {
    }
}

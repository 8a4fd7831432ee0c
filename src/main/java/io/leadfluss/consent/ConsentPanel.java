package io.leadfluss.consent;

import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Audit;
import io.leadfluss.web.Attempts;
import io.leadfluss.web.LeadPanel;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Shows on a lead's page what it allows and the proof of it, and takes an objection that came by letter or phone. */
@Controller
class ConsentPanel {

    private final Consents consents;
    private final ConsentLedger ledger;
    private final Suppressions suppressions;
    private final ExistingCustomers customers;
    private final Preferences preferences;
    private final Topics topics;
    private final Objections objections;
    private final Leads leads;
    private final Accounts accounts;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Attempts attempts;
    private final Clock clock;

    ConsentPanel(Consents consents, ConsentLedger ledger, Suppressions suppressions, ExistingCustomers customers, Preferences preferences,
            Topics topics, Objections objections, Leads leads, Accounts accounts, MessageSource messages,
            JdbcClient jdbc, Audit audit, Attempts attempts, Clock clock) {
        this.consents = consents;
        this.ledger = ledger;
        this.suppressions = suppressions;
        this.customers = customers;
        this.preferences = preferences;
        this.topics = topics;
        this.objections = objections;
        this.leads = leads;
        this.accounts = accounts;
        this.messages = messages;
        this.jdbc = jdbc;
        this.audit = audit;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** Where the lead stands with one purpose; since is null when it was never asked. */
    public record State(Purpose purpose, String state, Instant since, boolean blocked) {
    }

    /** By what way a link of the chain was said, and who of the staff noted it; both in words, empty for none. */
    public record Said(String way, String recorder) {
    }

    @GetMapping("/app/leads/{id}/consents")
    String show(@PathVariable long id, Locale locale, Model page) {
        Lead lead = leads.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<ConsentEvent> events = ledger.of(id);
        page.addAttribute("id", id);
        List<State> states = states(lead);
        page.addAttribute("states", states);
        page.addAttribute("objected", states.stream().allMatch(state -> state.state().equals("WITHDRAWN")));
        page.addAttribute("ways", ObjectionPage.WAYS);
        page.addAttribute("sales", customers.of(id));
        Preference wished = preferences.of(id);
        page.addAttribute("muted", topics.keys().stream().filter(wished.muted()::contains).map(topic -> topics.label(topic, locale)).toList());
        page.addAttribute("frequency", wished.frequency());
        page.addAttribute("pausedUntil", wished.isPaused(clock.instant()) ? wished.pausedUntil() : null);
        page.addAttribute("events", events);
        page.addAttribute("said", events.stream().map(event -> said(event, locale)).toList());
        page.addAttribute("wordings", wordings(events));
        page.addAttribute("broken", ledger.verify(id).map(event -> Long.toString(event.id())).orElse(""));
        return "consent/panel";
    }

    @PostMapping("/app/leads/{id}/consents/{purpose}/withdraw")
    String withdraw(@PathVariable long id, @PathVariable String purpose, Principal staff) {
        Purpose objected = Arrays.stream(Purpose.values()).filter(known -> known.key().equals(purpose)).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        attempts.run(() -> {
            consents.withdraw(id, objected, "staff", Recorder.evidence(staff));
            audit.record("consent-withdrawn", id + " " + purpose);
        });
        return "redirect:/app/leads/" + id;
    }

    @PostMapping("/app/leads/{id}/objection")
    String object(@PathVariable long id, @RequestParam(defaultValue = "staff") String way, Principal staff) {
        attempts.run(() -> {
            objections.object(id, ObjectionPage.WAYS.contains(way) ? way : "staff", Recorder.evidence(staff));
            audit.record("objection", Long.toString(id));
        });
        return "redirect:/app/leads/" + id;
    }

    private List<State> states(Lead lead) {
        Map<Purpose, State> known = new HashMap<>();
        jdbc.sql("SELECT purpose, state, since FROM consent WHERE lead_id = :lead").param("lead", lead.id()).query(row -> {
            Purpose purpose = Purpose.valueOf(row.getString("purpose"));
            known.put(purpose, new State(purpose, row.getString("state"), row.getObject("since", Instant.class),
                    suppressions.suppressed(lead.address(), purpose)));
        });
        Set<Purpose> waiting = consents.waiting(lead.id());
        return Arrays.stream(Purpose.values()).map(purpose -> {
            State state = Optional.ofNullable(known.get(purpose))
                    .orElseGet(() -> new State(purpose, "NONE", null, suppressions.suppressed(lead.address(), purpose)));
            boolean waits = waiting.contains(purpose) && !state.state().equals("GRANTED");
            return waits ? new State(purpose, "WAITING", state.since(), state.blocked()) : state;
        }).toList();
    }

    private Said said(ConsentEvent event, Locale locale) {
        String way = event.reason() == null ? "" : messages.getMessage("consent.way." + event.reason(), null, event.reason(), locale);
        return new Said(way, Recorder.of(event).map(account -> accounts.findById(account).map(Account::displayName).orElse(account)).orElse(""));
    }

    private Map<String, String> wordings(List<ConsentEvent> events) {
        Set<String> hashes = events.stream().map(ConsentEvent::textHash).filter(hash -> hash != null).collect(Collectors.toSet());
        Map<String, String> wordings = new HashMap<>();
        if (!hashes.isEmpty()) {
            jdbc.sql("SELECT hash, text FROM consent_text WHERE hash IN (:hashes)").param("hashes", hashes).query(row -> {
                wordings.put(row.getString("hash"), row.getString("text"));
            });
        }
        return wordings;
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel panelOfConsents() {
            return new LeadPanel("consents", "consent.panel.title", 30);
        }
    }
}

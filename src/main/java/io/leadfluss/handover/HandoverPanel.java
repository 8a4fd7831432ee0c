package io.leadfluss.handover;

import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.LeadPanel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows on a lead's page where it is in sales, and what sales noted. */
@Controller
class HandoverPanel {

    private final Handovers handovers;
    private final HandoverHistory history;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final MessageSource messages;

    HandoverPanel(Handovers handovers, HandoverHistory history, Accounts accounts, JdbcClient jdbc, MessageSource messages) {
        this.handovers = handovers;
        this.history = history;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.messages = messages;
    }

    @GetMapping("/app/leads/{id}/handover")
    String handover(@PathVariable long id, Locale locale, Model page) {
        List<Handover> all = handovers.of(id);
        Map<Long, List<HandoverEvent>> events = history.ofLead(id);
        Set<String> known = Stream.concat(all.stream().map(handover -> handover.route().rep()),
                        events.values().stream().flatMap(List::stream).flatMap(event -> Stream.of(event.rep(), event.actor()).filter(Objects::nonNull)))
                .filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, String> names = accounts.findAllById(known).stream().collect(Collectors.toMap(Account::username, Account::displayName));
        page.addAttribute("handovers", all.stream()
                .map(handover -> row(handover, events.getOrDefault(handover.id(), List.of()), names, locale)).toList());
        page.addAttribute("notes", notes(id));
        return "handover/panel";
    }

    private Row row(Handover handover, List<HandoverEvent> events, Map<String, String> names, Locale locale) {
        String rep = handover.route().rep();
        return new Row(handover, rep == null ? null : names.getOrDefault(rep, rep), reason(handover.reason(), locale),
                HandoverState.IN_WORK.contains(handover.state()),
                events.stream().map(event -> moment(event, names, locale)).toList());
    }

    private Moment moment(HandoverEvent event, Map<String, String> names, Locale locale) {
        String nobody = messages.getMessage("handover.nobody", null, locale);
        String text = messages.getMessage("handover.event." + event.kind(),
                new Object[] {name(event.rep(), names, nobody), name(event.actor(), names, nobody)}, locale);
        return new Moment(event.at(), text, reason(event.text(), locale));
    }

    private String reason(String key, Locale locale) {
        return key == null ? null : messages.getMessage("lead.reason." + key, null, key, locale);
    }

    private static String name(String username, Map<String, String> names, String nobody) {
        return username == null ? nobody : names.getOrDefault(username, username);
    }

    private List<Note> notes(long leadId) {
        return jdbc.sql("""
                        SELECT COALESCE(a.display_name, n.author) AS author, n.text, n.created_at FROM lead_note n
                        LEFT JOIN account a ON a.username = n.author WHERE n.lead_id = :lead ORDER BY n.id DESC LIMIT 20""")
                .param("lead", leadId)
                .query((row, n) -> new Note(row.getString("author"), row.getString("text"), row.getObject("created_at", Instant.class))).list();
    }

    /** A handover as a person reads it. */
    public record Row(Handover handover, String rep, String reason, boolean open, List<Moment> moments) {
    }

    /** Something that happened to a handover, in words. */
    public record Moment(Instant at, String text, String note) {
    }

    /** A note as a person reads it. */
    public record Note(String author, String text, Instant at) {
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel handoverOfLead() {
            return new LeadPanel("handover", "handover.panel", 20);
        }
    }
}

package io.leadfluss.handover;

import io.leadfluss.handover.HandoverWords.Moment;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.LeadPanel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
    private final HandoverWords words;
    private final Teams teams;
    private final Accounts accounts;
    private final JdbcClient jdbc;

    HandoverPanel(Handovers handovers, HandoverWords words, Teams teams, Accounts accounts, JdbcClient jdbc) {
        this.handovers = handovers;
        this.words = words;
        this.teams = teams;
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    @GetMapping("/app/leads/{id}/handover")
    String handover(@PathVariable long id, Locale locale, Model page) {
        List<Handover> all = handovers.of(id);
        Map<Long, List<Moment>> moments = words.ofLead(id, locale);
        Map<String, String> names = accounts.findAllById(all.stream().map(handover -> handover.route().rep()).filter(Objects::nonNull).toList())
                .stream().collect(Collectors.toMap(Account::username, Account::displayName));
        page.addAttribute("handovers", all.stream()
                .map(handover -> row(handover, moments.getOrDefault(handover.id(), List.of()), names, locale)).toList());
        page.addAttribute("teams", teams.names());
        page.addAttribute("notes", notes(id));
        return "handover/panel";
    }

    private Row row(Handover handover, List<Moment> moments, Map<String, String> names, Locale locale) {
        String rep = handover.route().rep();
        return new Row(handover, rep == null ? null : names.getOrDefault(rep, rep), words.reason(handover.reason(), locale),
                HandoverState.IN_WORK.contains(handover.state()), moments);
    }

    private List<Note> notes(long leadId) {
        return jdbc.sql("""
                        SELECT COALESCE(a.display_name, t.name, n.author) AS author, n.text, n.created_at FROM lead_note n
                        LEFT JOIN account a ON a.username = n.author LEFT JOIN team_name t ON t.team = n.author WHERE n.lead_id = :lead ORDER BY n.id DESC LIMIT 20""")
                .param("lead", leadId)
                .query((row, n) -> new Note(row.getString("author"), row.getString("text"), row.getObject("created_at", Instant.class))).list();
    }

    /** A handover as a person reads it. */
    public record Row(Handover handover, String rep, String reason, boolean open, List<Moment> moments) {
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

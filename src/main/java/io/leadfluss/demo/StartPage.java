package io.leadfluss.demo;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads through the whole way of one lead, and shows how far the newest lead has come on it. */
@Controller
@Profile("demo")
class StartPage {

    private final Leads leads;
    private final Facts facts;
    private final TimeMachine time;
    private final DemoSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    StartPage(Leads leads, Facts facts, TimeMachine time, DemoSettings settings, JdbcClient jdbc, Clock clock) {
        this.leads = leads;
        this.facts = facts;
        this.time = time;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping("/demo")
    String show(Model model) {
        Optional<Lead> lead = newest();
        List<Fact> happened = lead.map(found -> facts.of(found.id(), 500)).orElse(List.of());
        model.addAttribute("steps", List.of(
                new Step("signup", lead.isPresent()),
                new Step("confirm", lead.filter(Lead::isConfirmed).isPresent()),
                new Step("nurture", any(happened, fact -> fact.kind().equals("MailSent") && !fact.subject().equals("confirmation"))),
                new Step("click", any(happened, fact -> List.of("LinkClicked", "ContentDownloaded").contains(fact.kind()))),
                new Step("qualify", any(happened, fact -> fact.kind().equals("LeadQualified"))),
                new Step("accept", any(happened, fact -> fact.kind().equals("LeadAccepted")))));
        lead.ifPresent(found -> {
            model.addAttribute("lead", found);
            rep(found.id()).ifPresent(rep -> model.addAttribute("rep", rep));
        });
        time.jump().ifPresent(last -> model.addAttribute("jump", last));
        model.addAttribute("time", clock.instant());
        model.addAttribute("accounts", DemoAccounts.all(settings.sampleData()));
        model.addAttribute("password", DemoAccounts.PASSWORD);
        return "demo/start";
    }

    /** A station of the story, and whether the newest lead has reached it. */
    public record Step(String key, boolean done) {
    }

    private Optional<Lead> newest() {
        Specification<Lead> notSample = (lead, query, criteria) -> criteria.or(
                criteria.isNull(lead.get("campaign")), criteria.notEqual(lead.get("campaign"), SampleData.CAMPAIGN));
        return leads.findAll(notSample, PageRequest.of(0, 1, Sort.by("createdAt", "id").descending())).stream().findFirst();
    }

    private Optional<String> rep(long leadId) {
        return jdbc.sql("SELECT rep FROM handover WHERE lead_id = :lead AND rep IS NOT NULL ORDER BY id DESC LIMIT 1").param("lead", leadId)
                .query(String.class).optional();
    }

    private static boolean any(List<Fact> facts, Predicate<Fact> wanted) {
        return facts.stream().anyMatch(wanted);
    }
}

package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.FactRecorded;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.ProfileChanged;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets every fact count at once, before journeys hear of it, so that their filters see the new score. */
@Component
class Scoring {

    private static final Set<String> OWN_DOING =
            Set.of("FormSubmitted", "LinkClicked", "MailOpened", "MailReplied", "SiteVisited", "ContentDownloaded", "OrderPlaced");

    private final Scores scores;
    private final Leads leads;

    Scoring(Scores scores, Leads leads) {
        this.scores = scores;
        this.leads = leads;
    }

    @EventListener
    @Order(0)
    void on(FactRecorded recorded) {
        Fact fact = recorded.fact();
        if (fact.kind().equals("LeadConfirmed")) {
            scores.scoreAll(fact.leadId());
        } else if (!OWN_DOING.contains(fact.kind()) || active(leads.get(fact.leadId()), fact).isConfirmed()) {
            scores.score(fact);
        }
    }

    private static Lead active(Lead lead, Fact fact) {
        if (fact.occurredAt().isAfter(lead.lastActiveAt())) {
            lead.active(fact.occurredAt());
        }
        return lead;
    }

    @EventListener
    void on(ProfileChanged changed) {
        scores.profileChanged(changed.leadId());
    }
}

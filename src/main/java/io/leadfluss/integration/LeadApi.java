package io.leadfluss.integration;

import io.leadfluss.consent.Consents;
import io.leadfluss.handover.HandoverEvent;
import io.leadfluss.handover.HandoverHistory;
import io.leadfluss.handover.Handovers;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.UnknownLead;
import io.leadfluss.scoring.ScoreWords;
import io.leadfluss.scoring.Scores;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leads as other programs see them; sales people are told of the leads of their team only. */
@RestController
@RequestMapping(path = "/api/v1/leads/{id:\\d{1,18}}", produces = MediaType.APPLICATION_JSON_VALUE)
@Transactional(readOnly = true)
@Tag(name = "Leads", description = "Who a lead is, why it is hot, and what sales did with it")
@ApiResponse(responseCode = "200", description = "Found")
@ApiResponse(responseCode = "404", description = "There is no such lead, or you may not see it")
class LeadApi {

    private final Leads leads;
    private final Consents consents;
    private final Scores scores;
    private final ScoreWords words;
    private final Handovers handovers;
    private final HandoverHistory history;
    private final Clock clock;

    LeadApi(Leads leads, Consents consents, Scores scores, ScoreWords words, Handovers handovers, HandoverHistory history, Clock clock) {
        this.leads = leads;
        this.consents = consents;
        this.scores = scores;
        this.words = words;
        this.handovers = handovers;
        this.history = history;
        this.clock = clock;
    }

    @GetMapping
    @Operation(operationId = "lead", summary = "Who the lead is", description = "With its stage, its score without the reasons, and what it allowed.")
    LeadAnswer lead(@PathVariable long id) {
        return LeadAnswer.of(get(id), scores.total(id), consents.allowed(id));
    }

    @GetMapping("/score")
    @Operation(operationId = "score", summary = "The score and every point of it", description = """
            Computed anew from the facts: what happened, which rule gave points for it, what the rule looked at, how many points it was worth then \
            and is now, and the version of the table. A score is advice to a person, never the only ground of a decision.""")
    ScoreAnswer score(@PathVariable long id,
            @Parameter(description = "As of this moment in the past; now when left out", example = "2026-06-30T22:00:00Z")
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Instant at,
            @Parameter(hidden = true) Locale language) {
        get(id);
        Instant now = clock.instant();
        return ScoreAnswer.of(id, scores.explain(id, Optional.ofNullable(at).filter(now::isAfter).orElse(now)), words, language);
    }

    @GetMapping("/handovers")
    @Operation(operationId = "handovers", summary = "What sales did with the lead", description = "Newest first, each with what happened to it, oldest first.")
    List<HandoverAnswer> handovers(@PathVariable long id) {
        get(id);
        Map<Long, List<HandoverEvent>> events = history.ofLead(id);
        return handovers.of(id).stream().map(handover -> HandoverAnswer.of(handover, events.getOrDefault(handover.id(), List.of()))).toList();
    }

    private Lead get(long id) {
        return leads.findWithAllById(id).orElseThrow(() -> new UnknownLead(id));
    }
}

package io.leadfluss.journey.task;

import io.leadfluss.lead.LeadAccess;
import io.leadfluss.lead.LeadNames.Colleague;
import io.leadfluss.lead.LeadNames;
import io.leadfluss.scoring.Score;
import io.leadfluss.scoring.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Who else works at a lead's company and how far they are; of those the reader may not see only how many they are. */
@Component
class CompanyBrief {

    private static final int KNOWN = 100;
    private static final int TOLD = 8;

    private final LeadNames leads;
    private final LeadAccess access;
    private final Scores scores;
    private final MessageSource messages;

    CompanyBrief(LeadNames leads, LeadAccess access, Scores scores, MessageSource messages) {
        this.leads = leads;
        this.access = access;
        this.scores = scores;
        this.messages = messages;
    }

    String of(long leadId, Authentication reader, Locale locale) {
        List<Colleague> all = leads.colleagues(leadId, KNOWN);
        Set<Long> visible = access.allowed(reader, all.stream().map(Colleague::id).toList());
        List<Colleague> told = all.stream().filter(colleague -> visible.contains(colleague.id())).limit(TOLD).toList();
        Map<Long, Score> totals = scores.totals(told.stream().map(Colleague::id).toList());
        List<String> lines = new ArrayList<>(told.stream().map(colleague -> line(colleague, totals.get(colleague.id()), locale)).toList());
        if (all.size() > told.size()) {
            lines.add(messages.getMessage("handover.form.more-colleagues", new Object[] {all.size() - told.size(), told.size()}, locale));
        }
        return String.join("\n", lines);
    }

    private String line(Colleague colleague, Score score, Locale locale) {
        String who = Stream.of(colleague.name(), colleague.jobTitle()).filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(", "));
        String stage = messages.getMessage("web.stage." + colleague.stage(), null, locale);
        return who + ": " + stage + (score == null || score.cell().isEmpty() ? "" : " (" + score.cell() + ")");
    }
}

package io.leadfluss.handover.call;

import io.leadfluss.lead.LeadAccess;
import io.leadfluss.lead.LeadNames;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A reader's own meetings in the order of time, first those of which nobody has told yet what came of them. */
@Controller
class MeetingPage {

    private final Meetings meetings;
    private final LeadNames leads;
    private final LeadAccess access;
    private final Clock clock;

    MeetingPage(Meetings meetings, LeadNames leads, LeadAccess access, Clock clock) {
        this.meetings = meetings;
        this.leads = leads;
        this.access = access;
        this.clock = clock;
    }

    /** A meeting and with whom; visible says whether the reader may open the lead's page. */
    public record Row(Meeting meeting, String lead, boolean visible, boolean over) {
    }

    @GetMapping("/app/meetings")
    @Transactional(readOnly = true)
    String meetings(Authentication reader, Model page) {
        List<Meeting> planned = meetings.plannedFor(reader.getName());
        Set<Long> about = planned.stream().map(Meeting::leadId).collect(Collectors.toSet());
        Set<Long> visible = access.allowed(reader, about);
        Map<Long, String> names = leads.of(about);
        page.addAttribute("rows", planned.stream().map(meeting -> new Row(meeting, names.getOrDefault(meeting.leadId(), "–"),
                visible.contains(meeting.leadId()), !meeting.endsAt().isAfter(clock.instant()))).toList());
        return "handover/own-meetings";
    }
}

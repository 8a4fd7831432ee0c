package io.leadfluss.handover.call;

import io.leadfluss.handover.Deadlines;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.Attempts;
import io.leadfluss.web.LeadPanel;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows on a lead's page whether it may be called, what came of calls and meetings, and lets the staff arrange, move and call off meetings. */
@Controller
class MeetingPanel {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final String TEXTS = "handover.meeting.";

    private final Meetings meetings;
    private final CallWords words;
    private final Deadlines deadlines;
    private final Accounts accounts;
    private final Attempts attempts;
    private final JdbcClient jdbc;
    private final MessageSource messages;
    private final Clock clock;

    MeetingPanel(Meetings meetings, CallWords words, Deadlines deadlines, Accounts accounts, Attempts attempts, JdbcClient jdbc,
            MessageSource messages, Clock clock) {
        this.meetings = meetings;
        this.words = words;
        this.deadlines = deadlines;
        this.accounts = accounts;
        this.attempts = attempts;
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /** A call as a person reads it. */
    public record Call(Instant at, String rep, String outcome, String basis, Instant nextAt) {
    }

    /**
     * A meeting as a person reads and changes it: the start on that person's clock.
     *
     * @param others whether it is still planned, and with somebody else than the reader
     */
    public record Row(Meeting meeting, String rep, String start, long minutes, boolean open, boolean others) {
    }

    @GetMapping("/app/leads/{id}/meetings")
    String show(@PathVariable long id, Principal staff, Locale locale, Model page) {
        ZoneId zone = deadlines.zone(staff.getName());
        List<Call> calls = calls(id, locale);
        List<Meeting> all = meetings.of(id);
        Map<String, String> names = accounts.findAllById(Stream.concat(calls.stream().map(Call::rep), all.stream().map(Meeting::rep))
                        .filter(name -> name != null).distinct().toList()).stream()
                .collect(Collectors.toMap(Account::username, Account::displayName));
        page.addAttribute("id", id);
        page.addAttribute("may", words.of(id, locale));
        page.addAttribute("calls", calls);
        page.addAttribute("meetings", all.stream().map(meeting -> new Row(meeting, names.getOrDefault(meeting.rep(), meeting.rep()),
                LOCAL.withZone(zone).format(meeting.startsAt()), Duration.between(meeting.startsAt(), meeting.endsAt()).toMinutes(),
                meeting.isPlanned(), meeting.isPlanned() && !meeting.rep().equals(staff.getName()))).toList());
        page.addAttribute("names", names);
        page.addAttribute("zone", zone.getId());
        page.addAttribute("soonest", LOCAL.withZone(zone).format(clock.instant()));
        page.addAttribute("ways", Stream.of(Meeting.Way.values()).map(Meeting.Way::key).toList());
        return "handover/meetings";
    }

    @PostMapping("/app/leads/{id}/meetings")
    String arrange(@PathVariable long id, @RequestParam String at, @RequestParam String minutes, @RequestParam String way,
            @RequestParam(defaultValue = "") String place, @RequestParam String once, Principal staff, RedirectAttributes answer) {
        return tell(id, answer, () -> {
            MeetingDate date = MeetingDate.of(at, minutes, way, place, deadlines.zone(staff.getName()), clock);
            meetings.arrange("page:" + staff.getName() + ":" + id + ":" + once.substring(0, Math.min(once.length(), 40)), id, staff.getName(), null, date);
            return "done.arranged";
        });
    }

    @PostMapping("/app/leads/{id}/meetings/{meeting}/move")
    String move(@PathVariable long id, @PathVariable long meeting, @RequestParam String at, @RequestParam String minutes, @RequestParam String way,
            @RequestParam(defaultValue = "") String place, Principal staff, RedirectAttributes answer) {
        check(id, meeting);
        return tell(id, answer, () -> meetings.move(meeting, MeetingDate.of(at, minutes, way, place, deadlines.zone(staff.getName()), clock))
                ? "done.moved" : "problem.over");
    }

    @PostMapping("/app/leads/{id}/meetings/{meeting}/cancel")
    String cancel(@PathVariable long id, @PathVariable long meeting, RedirectAttributes answer) {
        check(id, meeting);
        return tell(id, answer, () -> meetings.cancel(meeting) ? "done.cancelled" : "problem.over");
    }

    /** A lead's page changes meetings of this lead only. */
    private void check(long id, long meeting) {
        meetings.find(meeting).filter(found -> found.leadId() == id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String tell(long id, RedirectAttributes answer, Supplier<String> work) {
        String told;
        try {
            told = attempts.run(work);
        } catch (InvalidMeeting e) {
            told = "problem." + e.problem();
        }
        answer.addFlashAttribute(told.startsWith("done") ? "done" : "problem", TEXTS + told);
        return "redirect:/app/leads/" + id;
    }

    private List<Call> calls(long leadId, Locale locale) {
        return jdbc.sql("""
                        SELECT called_at, rep, outcome, basis, next_at FROM sales_call WHERE lead_id = :lead
                        ORDER BY called_at DESC, attempt DESC LIMIT 20""").param("lead", leadId)
                .query((row, n) -> new Call(row.getObject("called_at", Instant.class), row.getString("rep"),
                        messages.getMessage("lead.reason." + row.getString("outcome"), null, row.getString("outcome"), locale),
                        row.getString("basis"), row.getObject("next_at", Instant.class))).list();
    }

    @Configuration
    static class Panel {

        @Bean
        LeadPanel meetingsOfLead() {
            return new LeadPanel("meetings", "handover.calls-and-meetings", 22);
        }
    }
}

package io.leadfluss.handover.call;

import io.leadfluss.handover.Deadlines;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.Moments;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells which meetings with a lead are agreed on, and of which nobody has told yet what came of them. */
@Component
public class MeetingWords {

    private final Meetings meetings;
    private final Deadlines deadlines;
    private final Accounts accounts;
    private final MessageSource messages;
    private final Clock clock;

    MeetingWords(Meetings meetings, Deadlines deadlines, Accounts accounts, MessageSource messages, Clock clock) {
        this.meetings = meetings;
        this.deadlines = deadlines;
        this.accounts = accounts;
        this.messages = messages;
        this.clock = clock;
    }

    /** A line for each, the earliest first, on the reader's clock. */
    public String of(long leadId, String reader, Locale locale) {
        ZoneId zone = deadlines.zone(reader);
        return meetings.of(leadId).stream().filter(Meeting::isPlanned).sorted(Comparator.comparing(Meeting::startsAt))
                .map(meeting -> line(meeting, zone, locale)).collect(Collectors.joining("\n"));
    }

    private String line(Meeting meeting, ZoneId zone, Locale locale) {
        String rep = accounts.findById(meeting.rep()).map(Account::displayName).orElse(meeting.rep());
        String how = Stream.of(text("handover.meeting.way." + meeting.way().key(), locale), meeting.place()).filter(part -> part != null)
                .collect(Collectors.joining(", "));
        boolean over = !meeting.endsAt().isAfter(clock.instant());
        return text(over ? "handover.meeting.was" : "handover.meeting.will-be", locale, Moments.weekdayAndDay(locale).withZone(zone).format(meeting.startsAt()),
                Moments.time(locale).withZone(zone).format(meeting.startsAt()), rep, how);
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}

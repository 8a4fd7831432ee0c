package io.leadfluss.handover.call;

import io.leadfluss.handover.Deadlines;
import io.leadfluss.handover.call.Invitation.Person;
import io.leadfluss.handover.call.Meeting.State;
import io.leadfluss.lead.Company;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.mail.Enclosures;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.Moments;
import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a meeting into the mails about it, for each reader on its own clock. */
@Component
class MeetingEnclosures implements Enclosures {

    private static final String KEY = "meeting:\\d{1,18}";

    private final Meetings meetings;
    private final Leads leads;
    private final Accounts accounts;
    private final Deadlines deadlines;
    private final MessageSource messages;
    private final URI base;

    MeetingEnclosures(Meetings meetings, Leads leads, Accounts accounts, Deadlines deadlines, MessageSource messages,
            @Value("${leadfluss.base-url}") URI base) {
        this.meetings = meetings;
        this.leads = leads;
        this.accounts = accounts;
        this.deadlines = deadlines;
        this.messages = messages;
        this.base = base;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Enclosure> find(String key, String account, Locale language) {
        return key.matches(KEY) ? meetings.find(Long.parseLong(key.substring(key.indexOf(':') + 1)))
                .flatMap(meeting -> leads.findById(meeting.leadId()).map(lead -> enclosure(meeting, lead, account, language))) : Optional.empty();
    }

    private Enclosure enclosure(Meeting meeting, Lead lead, String account, Locale language) {
        Person host = accounts.findById(meeting.rep()).map(rep -> new Person(rep.displayName(), rep.email()))
                .orElseThrow(() -> new IllegalStateException("There is no account " + meeting.rep()));
        Person guest = new Person(lead.displayName(), lead.email());
        boolean toStaff = account != null;
        String method = meeting.state() == State.CANCELLED ? "CANCEL" : toStaff ? "PUBLISH" : "REQUEST";
        String way = messages.getMessage("handover.meeting.way." + meeting.way().key(), null, language);
        String summary = messages.getMessage(toStaff ? "handover.meeting.summary.rep" : "handover.meeting.summary.lead",
                new Object[] {way, toStaff ? guest.name() : host.name()}, language);
        String description = toStaff ? base + "/app/leads/" + lead.id()
                : messages.getMessage("handover.meeting.description", new Object[] {host.name()}, language);
        return new Enclosure("meeting", words(meeting, lead, host, account, language), method,
                Invitation.write(meeting, method, host, guest, summary, description, base));
    }

    private Map<String, String> words(Meeting meeting, Lead lead, Person host, String account, Locale language) {
        ZoneId zone = account == null ? lead.zone() : deadlines.zone(account);
        DateTimeFormatter time = Moments.time(language).withZone(zone);
        Map<String, String> words = new HashMap<>();
        words.put("state", meeting.state() == State.CANCELLED ? "cancelled" : meeting.sequence() > 0 ? "moved" : "arranged");
        words.put("day", Moments.weekdayAndDay(language).withZone(zone).format(meeting.startsAt()));
        words.put("time", time.format(meeting.startsAt()) + " – " + time.format(meeting.endsAt()));
        words.put("zone", zone.getDisplayName(TextStyle.FULL, language));
        words.put("way", meeting.way().key());
        words.put("place", meeting.place());
        words.put("host", host.name());
        words.put("guest", lead.displayName());
        words.put("company", Optional.ofNullable(lead.company()).map(Company::name).orElse(null));
        words.values().removeIf(Objects::isNull);
        return words;
    }
}

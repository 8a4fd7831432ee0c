package io.leadfluss.handover;

import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.Repeats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells in words what sales did with a lead. */
@Component
public class HandoverWords {

    private final HandoverHistory history;
    private final Accounts accounts;
    private final MessageSource messages;

    HandoverWords(HandoverHistory history, Accounts accounts, MessageSource messages) {
        this.history = history;
        this.accounts = accounts;
        this.messages = messages;
    }

    /**
     * Something that happened to a handover.
     *
     * @param note the reason, the question or the answer; null when there is none
     */
    public record Moment(Instant at, String text, String note) {
    }

    /** By the numbers of the lead's handovers, newest first. */
    Map<Long, List<Moment>> ofLead(long leadId, Locale locale) {
        return all(leadId, locale).entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, handover -> folded(handover.getValue(), locale)));
    }

    private Map<Long, List<Moment>> all(long leadId, Locale locale) {
        Map<Long, List<HandoverEvent>> events = history.ofLead(leadId);
        Set<String> known = events.values().stream().flatMap(List::stream).flatMap(event -> Stream.of(event.rep(), event.actor()))
                .filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, String> names = accounts.findAllById(known).stream().collect(Collectors.toMap(Account::username, Account::displayName));
        return events.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> newestFirst(entry.getValue()).stream().map(event -> moment(event, names, locale)).toList()));
    }

    /** The latest of what happened in all of the lead's handovers, newest first. */
    public List<Moment> latest(long leadId, int most, Locale locale) {
        return folded(all(leadId, locale).entrySet().stream().sorted(Map.Entry.<Long, List<Moment>>comparingByKey().reversed())
                .flatMap(handover -> handover.getValue().stream()).sorted(Comparator.comparing(Moment::at).reversed()).toList(), locale)
                .stream().limit(most).toList();
    }

    private static List<HandoverEvent> newestFirst(List<HandoverEvent> events) {
        List<HandoverEvent> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);
        return reversed;
    }

    private List<Moment> folded(List<Moment> moments, Locale locale) {
        return Repeats.of(moments, moment -> List.of(moment.text(), Objects.toString(moment.note()))).stream().map(repeat -> repeat.times() == 1
                ? repeat.first() : new Moment(repeat.first().at(), messages.getMessage("lead.timeline.times", new Object[] {repeat.first().text(),
                repeat.times()}, locale), repeat.first().note())).toList();
    }

    /** A reason of the list in words, any other text as it is; null when there is none. */
    String reason(String key, Locale locale) {
        return key == null ? null : messages.getMessage("lead.reason." + key, null, key, locale);
    }

    private Moment moment(HandoverEvent event, Map<String, String> names, Locale locale) {
        String nobody = messages.getMessage("handover.nobody", null, locale);
        String text = messages.getMessage("handover.event." + event.called(),
                new Object[] {name(event.rep(), names, nobody), name(event.actor(), names, nobody)}, locale);
        return new Moment(event.at(), text, reason(event.text(), locale));
    }

    private static String name(String username, Map<String, String> names, String nobody) {
        return username == null ? nobody : names.getOrDefault(username, username);
    }
}

package io.leadfluss.lead;

import io.leadfluss.web.Repeats;
import io.leadfluss.web.Repeats.Repeat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells what happened to a lead in words. */
@Component
public class Timeline {

    private static final int LONGEST = 200;
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("FormSubmitted", "forms"), Map.entry("ConsentRequested", "mail-question"), Map.entry("ConsentConfirmed", "mail-check"),
            Map.entry("LeadConfirmed", "user-check"), Map.entry("LeadUnsubscribed", "mail-off"), Map.entry("LeadObjected", "ban"),
            Map.entry("StopAsked", "hand-stop"), Map.entry("ContentDownloaded", "download"),
            Map.entry("MailSent", "mail-forward"), Map.entry("MailFailed", "mail-x"),
            Map.entry("MailBounced", "mail-off"), Map.entry("SpamReported", "mood-angry"), Map.entry("MailReplied", "message-reply"),
            Map.entry("MailOpened", "mail-opened"), Map.entry("LinkClicked", "click"), Map.entry("SiteVisited", "world"), Map.entry("LeadQualified", "flame"),
            Map.entry("LeadAccepted", "thumb-up"), Map.entry("LeadRejected", "thumb-down"), Map.entry("SalesQualified", "target-arrow"),
            Map.entry("LeadRecycled", "recycle"), Map.entry("LeadDisqualified", "ban"), Map.entry("CallRecorded", "phone"),
            Map.entry("HandoverMoved", "arrow-right"), Map.entry("MeetingArranged", "calendar-plus"), Map.entry("MeetingMoved", "calendar-time"),
            Map.entry("MeetingCancelled", "calendar-off"), Map.entry("MeetingHeld", "calendar-check"), Map.entry("MeetingMissed", "calendar-x"),
            Map.entry("OrderPlaced", "shopping-cart"), Map.entry("LeadSilent", "zzz"), Map.entry("LeadRested", "bed"),
            Map.entry("LeadCooled", "snowflake"));

    private final Facts facts;
    private final MessageSource messages;

    Timeline(Facts facts, MessageSource messages) {
        this.facts = facts;
        this.messages = messages;
    }

    /** One thing that happened; when it happened several times in a row, the last of them. */
    public record Entry(Instant at, String text, String icon) {
    }

    /** Newest first. */
    List<Entry> of(long leadId, Locale locale) {
        return of(leadId, LONGEST, Set.of(), locale);
    }

    /** The latest but those of these kinds, newest first. */
    public List<Entry> of(long leadId, int most, Set<String> without, Locale locale) {
        List<Entry> entries = facts.of(leadId, LONGEST).stream().filter(fact -> !without.contains(fact.kind()))
                .map(fact -> new Entry(fact.occurredAt(), text(fact, locale), ICONS.getOrDefault(fact.kind(), "point"))).toList();
        return Repeats.of(entries, Entry::text).stream().map(repeat -> folded(repeat, locale)).limit(most).toList();
    }

    private Entry folded(Repeat<Entry> repeat, Locale locale) {
        Entry last = repeat.first();
        return repeat.times() == 1 ? last
                : new Entry(last.at(), messages.getMessage("lead.timeline.times", new Object[] {last.text(), repeat.times()}, locale), last.icon());
    }

    /** What happened, in words. */
    public String text(Fact fact, Locale locale) {
        String[] parts = fact.subject().split("#", 2);
        String about = messages.getMessage("lead.fact." + fact.kind() + "." + parts[0], null,
                messages.getMessage("lead.reason." + parts[0], null, parts[0], locale), locale);
        if (fact.subject().isEmpty()) {
            String plain = messages.getMessage("lead.fact." + fact.kind() + ".plain", null, null, locale);
            if (plain != null) {
                return plain;
            }
        }
        String way = parts.length > 1 ? messages.getMessage("lead.fact." + fact.kind() + "." + parts[1], null, parts[1], locale) : "";
        return messages.getMessage("lead.fact." + fact.kind(), new Object[] {about, way},
                (fact.kind() + " " + fact.subject()).strip(), locale);
    }
}

package io.leadfluss.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Timeline;
import io.leadfluss.mail.policy.HoldReason;
import io.leadfluss.privacy.Disclosure.Part;
import io.leadfluss.rules.Reason;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what is stored about a lead in words that it understands: what each part is for, where it comes from, and each value of it. */
@Component
class DisclosureWords {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where the words for the values of a column already are, by part and column or by column alone. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("lead.profile.kind", "lead.kind."), Map.entry("origin", "lead.origin."), Map.entry("stage", "web.stage."),
            Map.entry("language", "lead.language."), Map.entry("form", "lead.fact.FormSubmitted."),
            Map.entry("consents.consents.state", "consent.panel.state."), Map.entry("purpose", "consent.purpose."),
            Map.entry("consents.proof.kind", "consent.panel.event."), Map.entry("consents.proof.reason", "consent.way."),
            Map.entry("frequency", "consent.frequency."), Map.entry("basis", "privacy.basis."),
            Map.entry("sales.state", "handover.state."), Map.entry("sales.happened", "privacy.happened."), Map.entry("sales.said", "lead.reason."),
            Map.entry("calls-and-meetings.calls.outcome", "lead.reason."),
            Map.entry("calls-and-meetings.calls.basis", "handover.call.rest."), Map.entry("calls-and-meetings.meetings.way", "handover.meeting.way."),
            Map.entry("calls-and-meetings.meetings.state", "handover.meeting.state."), Map.entry("sales.purpose", "handover.purpose."),
            Map.entry("stream", "mail.stream."), Map.entry("e-mails.state", "mail.state."), Map.entry("e-mails.reason", "mail.reason."),
            Map.entry("answers-and-bounces.mails.kind", "inbound.kind."), Map.entry("answers-and-bounces.mails.state", "inbound.state."),
            Map.entry("bounce", "inbound.what."), Map.entry("what", "inbound.what."), Map.entry("way", "inbound.way."),
            Map.entry("outcome", "inbound.outcome."), Map.entry("opens-clicks-and-visits.kind", "tracking.kind."),
            Map.entry("model", "scoring."), Map.entry("signs", "tracking.sign."), Map.entry("machine", "tracking.sign."));
    private static final Set<String> WORDS_IN_THE_VALUE = Set.of("score.reason");
    /** Said by another column already. */
    private static final Set<String> ONLY_FOR_PROGRAMS = Set.of("score.input");
    private static final Pattern SEVERAL = Pattern.compile("[A-Z_]+( [A-Z_]+)+");
    /** More columns than that are no table that one could read. */
    private static final int TABLE = 6;

    private final Timeline timeline;
    private final HoldReason holds;
    private final MessageSource messages;

    DisclosureWords(Timeline timeline, HoldReason holds, MessageSource messages) {
        this.timeline = timeline;
        this.holds = holds;
        this.messages = messages;
    }

    /**
     * One part, in words.
     *
     * @param columns that hold something, by their label
     * @param rows with a value per column: text, an instant, or null for none
     */
    public record Shown(String title, String purpose, String source, String kept, List<String> columns, List<List<Object>> rows) {

        public boolean isTable() {
            return rows.size() > 1 && columns.size() <= TABLE;
        }
    }

    List<Shown> of(List<Part> parts, Locale locale) {
        return parts.stream().map(part -> of(part, locale)).toList();
    }

    private Shown of(Part part, Locale locale) {
        List<String> columns = part.rows().get(0).keySet().stream()
                .filter(column -> !ONLY_FOR_PROGRAMS.contains(part.key() + "." + column) && part.rows().stream().anyMatch(row -> row.get(column) != null && !"".equals(row.get(column)))).toList();
        boolean facts = part.key().equals("lead.facts");
        List<String> shown = facts ? List.of("occurred_at", "kind") : columns;
        return new Shown(about(part, "title", locale), about(part, "purpose", locale), about(part, "source", locale), about(part, "kept", locale),
                shown.stream().map(column -> label(part.key(), column, locale)).toList(),
                part.rows().stream().map(row -> facts ? List.<Object>of(row.get("occurred_at"), happened(row, locale))
                        : values(part.key(), columns, row, locale)).toList());
    }

    private String happened(Map<String, Object> row, Locale locale) {
        return timeline.text(new Fact(0, 0, row.get("kind").toString(), row.get("subject").toString(), (Instant) row.get("occurred_at")), locale);
    }

    private List<Object> values(String part, List<String> columns, Map<String, Object> row, Locale locale) {
        List<Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(value(part, column, row.get(column), locale)));
        return values;
    }

    private String about(Part part, String what, Locale locale) {
        return word("privacy.part." + part.key() + "." + what, locale).orElseGet(() -> what.equals("title") ? spaced(part.key()) : "");
    }

    private String label(String part, String column, Locale locale) {
        return word("privacy.column." + part + "." + column, locale).or(() -> word("privacy.column." + column, locale)).orElseGet(() -> spaced(column));
    }

    private Object value(String part, String column, Object value, Locale locale) {
        if (value == null || value.equals("") || value instanceof Instant) {
            return value;
        }
        if (value instanceof Boolean is) {
            return word("privacy.is." + is, locale).orElseThrow();
        }
        if (value instanceof Double || value instanceof BigDecimal) {
            NumberFormat format = NumberFormat.getInstance(locale);
            format.setMaximumFractionDigits(2);
            return format.format(value);
        }
        if (WORDS_IN_THE_VALUE.contains(part + "." + column)) {
            return new Reason(value.toString()).in(locale.getLanguage());
        }
        Optional<Object> nested = nested(value);
        return nested.isPresent() ? words(nested.get(), locale) : text(part, column, value.toString(), locale);
    }

    private String text(String part, String column, String value, Locale locale) {
        String prefix = VALUES.getOrDefault(part + "." + column, VALUES.get(column));
        if (prefix == null) {
            return value;
        }
        if (SEVERAL.matcher(value).matches()) {
            return String.join(", ", List.of(value.split(" ")).stream().map(each -> text(part, column, each, locale)).toList());
        }
        return word(prefix + value, locale).or(() -> word(prefix + value.toLowerCase(Locale.ROOT), locale)).or(() -> holds.words(value, locale)).orElse(value);
    }

    /** What a form brought, a line per field. */
    private String words(Object nested, Locale locale) {
        if (nested instanceof Map<?, ?> fields) {
            List<String> lines = new ArrayList<>();
            new TreeMap<Object, Object>(fields).forEach((name, value) -> lines.add(field(name.toString(), locale) + ": " + (value instanceof String text ? text("", name.toString(), text, locale) : words(value, locale))));
            return String.join("\n", lines);
        }
        if (nested instanceof Collection<?> several) {
            return String.join("\n", several.stream().map(each -> words(each, locale)).toList());
        }
        return nested instanceof Boolean is ? word("privacy.is." + is, locale).orElseThrow() : String.valueOf(nested);
    }

    private String field(String name, Locale locale) {
        return word("lead." + name, locale).or(() -> word("privacy.column." + name, locale)).orElse(name);
    }

    private Optional<String> word(String key, Locale locale) {
        return Optional.ofNullable(messages.getMessage(key, null, null, locale));
    }

    private static String spaced(String name) {
        return name.replaceAll("[._-]", " ");
    }

    /** What is stored as JSON, unpacked. */
    static Optional<Object> nested(Object value) {
        if (!(value instanceof String text) || !text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

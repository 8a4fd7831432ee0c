package io.leadfluss.capture;

import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.Origin;
import io.leadfluss.security.Tokens;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads what another system says about a lead. Known are email, locale, kind, origin, source, campaign, purposes (keys with commas between,
 * or a list), evidence (where and how the lead declared them), reference (its own number of this report, by which a repeat is known) and the
 * fields of a profile; all other names become free fields.
 */
final class ReportedLead {

    private static final Set<String> NOT_TOLD_BY_THE_LEAD = Set.of("email", "locale", "kind", "origin", "source", "campaign", "purposes",
            "evidence", "reference");

    private ReportedLead() {
    }

    static Arrival arrival(Map<String, ?> variables) {
        EmailAddress address = EmailAddress.parse(text(variables, "email"));
        String language = language(variables);
        String source = text(variables, "source");
        List<Declaration> declarations = purposes(variables.get("purposes")).stream()
                .map(purpose -> new Declaration(purpose, language, wording(variables, source))).toList();
        Map<String, String> fields = new LinkedHashMap<>();
        variables.keySet().stream().filter(name -> !NOT_TOLD_BY_THE_LEAD.contains(name)).forEach(name -> {
            String value = text(variables, name);
            if (value != null) {
                fields.put(name, value);
            }
        });
        return new Arrival(Intake.FORM, address, fields, language, choice(Kind.class, "kind", text(variables, "kind")),
                origin(text(variables, "origin")), source, text(variables, "campaign"), declarations,
                new Evidence(Intake.FORM, null, source, null, null), null, onceKey(address, text(variables, "reference")));
    }

    /** Null, which never counts as a repeat, when the other system gives no number. */
    private static String onceKey(EmailAddress address, String reference) {
        return reference == null ? null : Tokens.sha256(Intake.FORM + "\n" + address.key() + "\n" + reference);
    }

    /** There was no box of ours: what the reporting system says about the declaration stands for its words. */
    private static String wording(Map<String, ?> variables, String source) {
        String evidence = text(variables, "evidence");
        String wording = evidence != null ? evidence : source;
        if (wording == null) {
            throw new InvalidIntake("evidence", "is missing: with purposes, say where and in which words the lead declared them");
        }
        if (wording.length() > 2000) {
            throw new InvalidIntake("evidence", "is too long: give at most 2000 characters");
        }
        return wording;
    }

    private static Set<Purpose> purposes(Object value) {
        Stream<String> keys = value == null ? Stream.empty()
                : value instanceof Collection<?> list ? list.stream().map(String::valueOf)
                : value instanceof Object[] array ? Arrays.stream(array).map(String::valueOf)
                : Arrays.stream(value.toString().replaceAll("[\\[\\]\"]", "").split(","));
        Set<Purpose> purposes = new TreeSet<>();
        keys.map(String::strip).filter(key -> !key.isEmpty()).forEach(key -> {
            try {
                purposes.add(Purpose.of(key));
            } catch (IllegalArgumentException e) {
                throw new InvalidIntake("purposes", "holds an unknown key: use newsletter, tracking or phone");
            }
        });
        return purposes;
    }

    private static Origin origin(String text) {
        Origin origin = choice(Origin.class, "origin", text);
        return origin == null ? Origin.DIRECT : origin;
    }

    private static String language(Map<String, ?> variables) {
        String locale = text(variables, "locale");
        return locale == null ? "de" : locale.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidIntake(field, "is not known: use one of " + Arrays.toString(type.getEnumConstants()));
        }
    }

    private static String text(Map<String, ?> variables, String name) {
        Object value = variables.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new InvalidIntake(name, "is not a plain value: give text, a number, true or false");
        }
        String text = name.equals("message") ? Plain.lines(value.toString()) : Plain.line(value.toString());
        return text.isEmpty() ? null : text;
    }
}

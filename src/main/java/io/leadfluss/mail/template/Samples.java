package io.leadfluss.mail.template;

import freemarker.template.TemplateMethodModelEx;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Made-up readers and a made-up sender, on whom a mailing is tried; and with them all the fields that there are. */
public final class Samples {

    static final String BASE = "https://leads.example";
    static final Map<String, String> LEAD = Map.of("salutation", "ms", "firstName", "Maria", "lastName", "Muster", "name", "Maria Muster",
            "company", "Muster & Söhne");
    static final Map<String, String> REP = Map.of("name", "Ria Rep");
    static final Map<String, String> SENDER = Map.ofEntries(Map.entry("company", "Leadfluss Demo GmbH"), Map.entry("representative", "Dr. Eva Beispiel"),
            Map.entry("street", "Musterstraße 1"), Map.entry("city", "10115 Berlin"), Map.entry("country", "Deutschland"),
            Map.entry("email", "hallo@leadfluss.example"), Map.entry("phone", "+49 30 0000000"),
            Map.entry("registerCourt", "Amtsgericht Charlottenburg"), Map.entry("registerNumber", "HRB 000000 B"), Map.entry("vatId", "DE000000000"), Map.entry("supervisoryChair", "Max Beispiel"), Map.entry("generalPartner", "Beispiel Verwaltungs-GmbH"));
    private static final Set<String> NOT_EVERY_SENDER_HAS = Set.of("country", "representative", "registerCourt",
            "registerNumber", "vatId", "supervisoryChair", "generalPartner");
    private static final Map<String, String> LINKS = Map.of("unsubscribe", BASE + "/u/token", "preferences", BASE + "/p/token",
            "privacy", BASE + "/privacy", "confirm", BASE + "/c/token", "task", BASE + "/app/handovers/4711");
    private static final Map<String, String> DIGEST = Map.of("overdue", "Erika Muster, Muster GmbH: zurückrufen, fällig 20. November",
            "today", "Max Beispiel: annehmen, fällig 11:30\nKim Kurz, Kurz AG: sprechen und entscheiden, fällig 17:00",
            "team", "Alex Alt: annehmen, fällig 19. November (Karl Kunz)",
            "pool", "Nina Neu, Neu GmbH: annehmen, fällig 16:00\nOle Offen: zurückrufen, fällig 17:00", "count", "2");
    private static final Map<String, String> MEETING = Map.of("state", "arranged", "day", "25.11.2026", "time", "14:30 – 15:00", "zone", "MEZ",
            "way", "phone", "place", "+49 30 0000000", "host", "Ria Rep", "guest", "Maria Muster", "company", "Muster & Söhne");
    private static final Set<String> OTHERS = Set.of("base", "requestedAt", "lang", "mail", "matches");

    private Samples() {
    }

    /** How far a mailing's knowledge goes in one try. */
    record Known(Map<String, String> lead, boolean rep, boolean allOfSender, boolean blocks) {

        static final Known ALL = new Known(LEAD, true, true, true);
        static final Known NOTHING = new Known(Map.of(), false, false, true);

        Known only(String field) {
            return new Known(Map.of(field, LEAD.get(field)), false, false, blocks);
        }

        Known without(String field) {
            Map<String, String> rest = new HashMap<>(lead);
            rest.remove(field);
            return new Known(rest, rep, allOfSender, blocks);
        }

        Known withoutBlocks() {
            return new Known(lead, rep, allOfSender, false);
        }
    }

    /** A made-up morning, as the mail of the day is given it: one line per lead. */
    public static Map<String, String> digest() {
        return DIGEST;
    }

    /** A made-up meeting, as mails that invite to one are given it. */
    public static Map<String, String> meeting() {
        return MEETING;
    }

    static Map<String, String> links(Kind kind) {
        Map<String, String> links = new LinkedHashMap<>(LINKS);
        links.keySet().retainAll(switch (kind) {
            case ADVERTISING -> Set.of("unsubscribe", "preferences", "privacy");
            case BUSINESS -> Set.of("preferences", "privacy");
            case CHECK -> Set.of("confirm", "privacy");
            case NOTICE -> Set.of("task", "privacy");
        });
        return links;
    }

    /** What must be readable of the sender. */
    static List<String> imprint() {
        return SENDER.values().stream().sorted().toList();
    }

    /** What a mailing of this kind is given, as sending does it. */
    static Map<String, Object> model(Kind kind, Known known, BiConsumer<String, String> linked) {
        Map<String, Object> model = new HashMap<>();
        Map<String, String> links = links(kind);
        Map<String, String> sender = new HashMap<>(SENDER);
        if (!known.allOfSender) {
            links.remove("privacy");
            sender.keySet().removeAll(NOT_EVERY_SENDER_HAS);
            // Mails to the own staff go out before the imprint is complete.
            sender.keySet().removeIf(field -> kind == Kind.NOTICE && !field.equals("email"));
        }
        model.put("base", BASE);
        model.put("links", links);
        model.put("sender", sender);
        model.put("lead", kind == Kind.CHECK ? Map.of() : known.lead);
        if (kind == Kind.NOTICE && known.rep) {
            model.put("rep", REP);
            model.put("about", "Herbst-Ausgabe");
        }
        Map<String, String> meeting = new HashMap<>(MEETING);
        if (!known.allOfSender) {
            meeting.keySet().removeAll(Set.of("place", "guest", "company"));
        }
        model.put("meeting", meeting);
        model.put("digest", known.allOfSender ? DIGEST : Map.of());
        model.put("requestedAt", Date.from(Instant.parse("2026-11-22T14:30:00Z")));
        model.put("matches", (TemplateMethodModelEx) arguments -> known.blocks);
        model.put("linkTo", (TemplateMethodModelEx) arguments -> {
            linked.accept(arguments.get(0).toString(), arguments.get(1).toString());
            return arguments.get(1);
        });
        return model;
    }

    /** Whether templates are given a value of this name. */
    static boolean isField(Kind kind, String name) {
        String[] parts = name.split("\\.", 2);
        if (parts.length == 1) {
            return OTHERS.contains(name) || name.equals("lead") || name.equals("meeting") || name.equals("sender") || name.equals("links")
                    || kind == Kind.NOTICE && (name.equals("rep") || name.equals("about") || name.equals("digest"));
        }
        return switch (parts[0]) {
            case "lead" -> LEAD.containsKey(parts[1]);
            case "sender" -> SENDER.containsKey(parts[1]);
            case "links" -> links(kind).containsKey(parts[1]);
            case "meeting" -> kind != Kind.CHECK && MEETING.containsKey(parts[1]);
            case "digest" -> kind == Kind.NOTICE && DIGEST.containsKey(parts[1]);
            case "rep" -> kind == Kind.NOTICE && REP.containsKey(parts[1]);
            case "mail" -> true;
            default -> false;
        };
    }

    static String fields(Kind kind) {
        StringBuilder fields = new StringBuilder();
        LEAD.keySet().stream().sorted().forEach(field -> fields.append("lead.").append(field).append(", "));
        links(kind).keySet().stream().sorted().forEach(field -> fields.append("links.").append(field).append(", "));
        SENDER.keySet().stream().sorted().forEach(field -> fields.append("sender.").append(field).append(", "));
        return fields + (kind == Kind.NOTICE ? "rep.name, about, " : "") + "base, requestedAt";
    }
}

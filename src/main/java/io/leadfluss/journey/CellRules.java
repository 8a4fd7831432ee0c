package io.leadfluss.journey;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What our tables may say in which column. FEEL takes a word in place of points for the name of something unknown, and so for nothing: without these
 * rules nobody would ever notice.
 */
final class CellRules {

    private static final Map<String, Map<String, Content>> TABLES = Map.ofEntries(
            entry("lead-fit", Map.of("points", Content.NUMBER)),
            entry("lead-grade", Map.of("grade", Content.LETTER)),
            entry("lead-engagement", Map.of("points", Content.NUMBER, "halfLifeDays", Content.ABOVE_ZERO_OR_EMPTY, "cap", Content.ABOVE_ZERO_OR_EMPTY,
                    "capPerDay", Content.ABOVE_ZERO_OR_EMPTY)),
            entry("lead-caps", Map.of("cap", Content.ABOVE_ZERO_OR_EMPTY, "capPerDay", Content.ABOVE_ZERO_OR_EMPTY)),
            entry("lead-heat", Map.of("heat", Content.COUNTED, "from", Content.NUMBER, "until", Content.NUMBER)),
            entry("lead-qualification", Map.of("qualified", Content.YES_OR_NO)),
            entry("lead-account", Map.of("weight", Content.FROM_ZERO)),
            entry("lead-recycle", Map.of("outcome", Content.ANYTHING, "quietDays", Content.WHOLE_OR_EMPTY, "journey", Content.ANYTHING,
                    "bar", Content.WHOLE_OR_EMPTY)),
            entry("lead-routing", Map.of("team", Content.ANYTHING, "policy", Content.ANYTHING, "acceptHours", Content.ABOVE_ZERO,
                    "escalateHours", Content.ABOVE_ZERO)),
            entry("call-retry", Map.of("next", Content.ANYTHING, "waitHours", Content.ABOVE_ZERO_OR_EMPTY)),
            entry("contact-policy", Map.of("perDay", Content.WHOLE_OR_EMPTY, "perWeek", Content.WHOLE_OR_EMPTY, "perMonth", Content.WHOLE_OR_EMPTY,
                    "gapHours", Content.FROM_ZERO_OR_EMPTY)));
    private static final String PRODUCT_LINES = "lead-engagement-";
    private static final Set<String> NUMBER_TYPES = Set.of("", "number", "double", "integer", "long");
    private static final Set<String> WHOLE_TYPES = Set.of("integer", "long");

    private CellRules() {
    }

    /** What a cell must hold. */
    private enum Content {

        NUMBER("-?" + Content.DECIMAL, "a number, as 12 or -7.5"),
        FROM_ZERO(Content.DECIMAL, "a number from 0, as 0.5"),
        FROM_ZERO_OR_EMPTY("|" + Content.DECIMAL, "a number from 0, as 4 or 2.5, or nothing"),
        ABOVE_ZERO(Content.NOT_ZERO + Content.DECIMAL, "a number above 0, as 8 or 2.5"),
        ABOVE_ZERO_OR_EMPTY("|" + Content.NOT_ZERO + Content.DECIMAL, "a number above 0, as 30 or 7.5, or nothing"),
        WHOLE_OR_EMPTY("|" + Content.WHOLE, "a whole number from 0, or nothing"),
        COUNTED(Content.NOT_ZERO + Content.WHOLE, "a whole number from 1"),
        LETTER("\"[A-Z]\"", "one capital letter in quotes, as \"A\""),
        YES_OR_NO("true|false", "true or false"),
        ANYTHING("(?s).*", "");

        private static final String WHOLE = "\\d{1,6}";
        private static final String DECIMAL = WHOLE + "(\\.\\d{1,4})?";
        private static final String NOT_ZERO = "(?=.*[1-9])";

        private final String pattern;
        private final String words;

        Content(String pattern, String words) {
            this.pattern = pattern;
            this.words = words;
        }

        boolean isNumber() {
            return pattern.contains(WHOLE);
        }

        boolean mayBeMissing() {
            return "".matches(pattern);
        }
    }

    /** What is wrong, each with where. */
    record Problem(Element at, String words) {
    }

    static List<Problem> check(Element decision) {
        String key = decision.getAttribute("id");
        Map<String, Content> contents = TABLES.get(key.startsWith(PRODUCT_LINES) ? PRODUCT_LINES.substring(0, PRODUCT_LINES.length() - 1) : key);
        if (contents == null) {
            return List.of();
        }
        Element table = Xml.children(decision, "decisionTable").findFirst().orElse(null);
        if (table == null) {
            return List.of(new Problem(decision, "is no table: " + key + " is read as a decision table"));
        }
        List<Element> outputs = Xml.children(table, "output").toList();
        List<Problem> problems = new ArrayList<>();
        columns(table, outputs, contents, problems);
        List<Element> rules = Xml.children(table, "rule").toList();
        for (int i = 0; i < rules.size(); i++) {
            cells(rules.get(i), i + 1, outputs, contents, problems);
        }
        return problems;
    }

    private static void columns(Element table, List<Element> outputs, Map<String, Content> contents, List<Problem> problems) {
        List<String> names = outputs.stream().map(output -> output.getAttribute("name")).toList();
        contents.forEach((name, content) -> {
            if (!names.contains(name) && !content.mayBeMissing()) {
                problems.add(new Problem(table, "has no column called '" + name + "', which is what is read"));
            }
        });
        for (Element output : outputs) {
            Content content = contents.get(output.getAttribute("name"));
            if (content == null) {
                problems.add(new Problem(output, "is called '" + output.getAttribute("name") + "', which nobody reads: there are "
                        + contents.keySet().stream().sorted().toList()));
            } else if (content.isNumber() && !NUMBER_TYPES.contains(output.getAttribute("typeRef"))) {
                problems.add(new Problem(output, "is of type '" + output.getAttribute("typeRef") + "': choose the type double"));
            }
        }
    }

    private static void cells(Element rule, int number, List<Element> outputs, Map<String, Content> contents, List<Problem> problems) {
        List<Element> entries = Xml.children(rule, "outputEntry").toList();
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            Element output = outputs.get(i);
            String name = output.getAttribute("name");
            Content content = contents.getOrDefault(name, Content.ANYTHING);
            String text = i < entries.size() ? Xml.children(entries.get(i), "text").findFirst().map(Xml::ownText).orElse("") : "";
            said.put(name, text);
            String where = "rule " + number + ", column '" + (output.getAttribute("label").isEmpty() ? name : output.getAttribute("label")) + "'";
            if (!text.matches(content.pattern)) {
                problems.add(new Problem(rule, where + (text.isEmpty() ? " is empty" : " says '" + text + "'") + ": write " + content.words));
            } else if (text.contains(".") && WHOLE_TYPES.contains(output.getAttribute("typeRef"))) {
                problems.add(new Problem(rule, where + " says '" + text + "', but takes whole numbers only: give the column the type double"));
            }
        }
        if (problems.isEmpty() && said.containsKey("until") && Double.parseDouble(said.get("until")) > Double.parseDouble(said.get("from"))) {
            problems.add(new Problem(rule, "rule " + number + " is kept until " + said.get("until") + " points but reached from " + said.get("from")
                    + ": 'until' must be at most 'from'"));
        }
    }
}

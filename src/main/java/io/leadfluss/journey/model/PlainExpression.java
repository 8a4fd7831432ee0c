package io.leadfluss.journey.model;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand in an expression of a model: names of variables, plain values, comparisons and logic; no property, no method, no function. */
final class PlainExpression {

    private static final Pattern TOKEN = Pattern.compile("\\s*+(?:(?<name>[A-Za-z_][A-Za-z0-9_]*+)|(?<number>\\d++(?:\\.\\d++)?+)"
            + "|(?<text>'[^'\\\\{}]*+'|\"[^\"\\\\{}]*+\")|(?<operator>==|!=|<=|>=|&&|\\|\\||[<>!()?:+*/%-])|(?<end>\\}))");
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "empty", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod",
            "true", "false", "null");

    private PlainExpression() {
    }

    static boolean isIn(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** The name, when the text is nothing but {@code ${name}}. */
    static Optional<String> name(String text) {
        Matcher matcher = NAME.matcher(text.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What must not stand there, empty when all is plain. */
    static Optional<String> forbiddenPart(String text) {
        if (text.contains("#{")) {
            return Optional.of("#{");
        }
        int from = text.indexOf("${");
        while (from >= 0) {
            Matcher token = TOKEN.matcher(text).region(from + 2, text.length());
            boolean afterName = false;
            boolean ended = false;
            while (!ended) {
                if (!token.lookingAt()) {
                    int at = token.regionStart();
                    return Optional.of(at >= text.length() ? "${ without }" : text.substring(at, Math.min(text.length(), at + 20)).strip());
                }
                if (afterName && "(".equals(token.group("operator"))) {
                    return Optional.of("(");
                }
                afterName = token.group("name") != null && !WORDS.contains(token.group("name"));
                ended = token.group("end") != null;
                token.region(token.end(), text.length());
            }
            from = text.indexOf("${", token.regionStart());
        }
        return Optional.empty();
    }
}

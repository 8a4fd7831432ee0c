package io.leadfluss.mail.template;

import freemarker.core.ParseException;
import freemarker.template.Template;
import freemarker.template.utility.StringUtil;
import io.leadfluss.security.Tokens;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template names, whether it comes to that or not: read from the form in which FreeMarker writes what it understood, where no space and no
 * comment can hide anything.
 */
final class TemplateSource {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?([#@])([A-Za-z_][\\w.]*)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.?])([A-Za-z_]\\w*)((?:\\s*\\.\\s*[A-Za-z_]\\w*)*)");
    private static final Pattern KEY = Pattern.compile("\\[[\"']([A-Za-z_]\\w*)[\"']]");
    private static final Pattern ASSIGNED = Pattern.compile("([A-Za-z_]\\w*)\\s*(?:(?<![!<>=])=(?!=)|[-+*/%]=|\\+\\+|--)");
    private static final Pattern LAMBDA = Pattern.compile("([A-Za-z_]\\w*)\\)?\\s*->");
    private static final Pattern FILTER = Pattern.compile("^mail\\.when\\s+(?:filter=)?(" + STRING + ")|\\bmatches\\((" + STRING + ")\\)");
    private static final Set<String> WORDS = Set.of("as", "in", "gt", "gte", "lt", "lte", "and", "or", "true", "false", "using");

    private final String text;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> declared = new LinkedHashSet<>();
    private final Set<String> macros = new LinkedHashSet<>();
    private final Set<String> filters = new LinkedHashSet<>();

    private TemplateSource(String text) {
        this.text = text;
        read(text);
    }

    static TemplateSource of(Template template) {
        StringWriter canonical = new StringWriter();
        try {
            template.dump(canonical);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TemplateSource(canonical.toString());
    }

    String hash() {
        return Tokens.sha256(text);
    }

    /** Values that it is given, like {@code lead.firstName} and {@code base}; what it makes itself is left out. */
    Set<String> names() {
        Set<String> given = new LinkedHashSet<>(names);
        given.removeIf(name -> declared.contains(name.split("\\.")[0]));
        return given;
    }

    boolean makes(String name) {
        return declared.contains(name);
    }

    /** What it calls, like {@code mail.button}. */
    Set<String> macros() {
        return macros;
    }

    /** The filters of its blocks. */
    Set<String> filters() {
        return filters;
    }

    Optional<Kind> kind() {
        return macros.stream().map(Kind::ofFrame).flatMap(Optional::stream).findFirst();
    }

    boolean hidesFromText() {
        return text.contains("<!-- html only -->");
    }

    private void read(String part) {
        int at = 0;
        while (at < part.length()) {
            if (part.startsWith("<#--", at)) {
                int end = part.indexOf("-->", at);
                at = end < 0 ? part.length() : end + 3;
            } else if (part.startsWith("${", at)) {
                int end = end(part, at + 2, '}');
                expression(part.substring(at + 2, end));
                at = end + 1;
            } else {
                Matcher tag = TAG.matcher(part).region(at, part.length());
                if (part.charAt(at) == '<' && tag.lookingAt()) {
                    int end = end(part, tag.end(), '>');
                    tag(tag.group(1), tag.group(2), part.substring(tag.end(), end));
                    at = end + 1;
                } else {
                    at++;
                }
            }
        }
    }

    /** Where it closes, outside of texts and brackets. */
    private static int end(String part, int from, char closing) {
        int depth = 0;
        for (int at = from; at < part.length(); at++) {
            char c = part.charAt(at);
            if (c == '"' || c == '\'') {
                Matcher text = STRING.matcher(part).region(at, part.length());
                at = text.lookingAt() ? text.end() - 1 : at;
            } else if (depth == 0 && c == closing) {
                return at;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        return part.length();
    }

    private void tag(String sign, String name, String rest) {
        String code = rest.strip();
        if (sign.equals("@")) {
            macros.add(name);
            filters(name + " " + code);
            int loop = outside(code).indexOf(';');
            expression((loop < 0 ? code : declare(code, loop)).replaceAll("\\b\\w+=(?!=)", " "));
            return;
        }
        switch (name) {
            case "macro", "function" -> declareAll(outside(code));
            case "assign", "local", "global" -> {
                ASSIGNED.matcher(outside(code)).results().map(found -> found.group(1)).forEach(declared::add);
                declareAll(outside(code).matches("[\\w\\s]+") ? outside(code) : "");
                expression(code);
            }
            case "import" -> declareAll(outside(code));
            case "list", "items" -> {
                int as = outside(code).lastIndexOf("as ");
                expression(as < 0 ? code : declare(code, as));
            }
            default -> expression(code);
        }
    }

    private String declare(String code, int from) {
        declareAll(outside(code).substring(from));
        return code.substring(0, from);
    }

    private void declareAll(String code) {
        NAME.matcher(code).results().map(found -> found.group(1)).forEach(declared::add);
    }

    /** Texts replaced by as many blanks. */
    private static String outside(String code) {
        return STRING.matcher(code).replaceAll(found -> " ".repeat(found.end() - found.start()));
    }

    private void expression(String code) {
        filters(code);
        STRING.matcher(code).results().map(MatchResult::group).forEach(literal -> read(decoded(literal)));
        String plain = outside(KEY.matcher(code).replaceAll(".$1"));
        LAMBDA.matcher(plain).results().map(found -> found.group(1)).forEach(declared::add);
        NAME.matcher(plain).results().filter(found -> !WORDS.contains(found.group(1)))
                .forEach(found -> names.add(found.group(1) + found.group(2).replaceAll("\\s", "")));
    }

    private void filters(String code) {
        FILTER.matcher(code).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .forEach(literal -> filters.add(decoded(literal)));
    }

    private static String decoded(String literal) {
        try {
            return StringUtil.FTLStringLiteralDec(literal.substring(1, literal.length() - 1));
        } catch (ParseException e) {
            return "";
        }
    }
}

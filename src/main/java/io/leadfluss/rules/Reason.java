package io.leadfluss.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why a rule applies, as its annotation says it. A line that starts with a language, {@code de: …} or {@code en: …}, is for those who read that
 * language; any other text is for all.
 */
public record Reason(String annotation) {

    private static final Pattern LINE = Pattern.compile("(?:([a-z]{2}):\\s*)?(.*)");
    private static final String COMMON_LANGUAGE = "en";

    /** In the words of the reader's language; else in English; else whatever there is. */
    public String in(String language) {
        List<Matcher> lines = annotation.lines().map(String::strip).filter(line -> !line.isEmpty()).map(LINE::matcher).filter(Matcher::matches).toList();
        String read = lines.stream().anyMatch(line -> language.equals(line.group(1))) ? language : COMMON_LANGUAGE;
        String words = lines.stream().filter(line -> line.group(1) == null || line.group(1).equals(read)).map(line -> line.group(2))
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? lines.stream().map(line -> line.group(2)).collect(Collectors.joining(" ")) : words;
    }
}

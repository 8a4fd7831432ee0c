package io.leadfluss.mail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The look that all mailings share, by the measures of WCAG 2.1 AA: readable by day and by night, on a phone, and read aloud. */
class LayoutTests {

    private static final double ENOUGH = 4.5;
    private static final Templates TEMPLATES = SampleMails.templates(Path.of("templates"));
    private static final String HTML = SampleMails.render(TEMPLATES, "aida-attention", "en").html();
    private static final String STYLE = HTML.replaceAll("(?s).*<style>\\s*:root(.*?)</style>.*", "$1");
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern COLOR = Pattern.compile("(?<![-\\w])(color|background):\\s*(#[0-9a-f]{6})");

    @ParameterizedTest
    @CsvSource({"body, .inside", "a, .inside", ".foot, .inside", ".button a, .button td"})
    void standsOutByDay(String text, String ground) {
        Map<String, String> colors = light();

        assertThat(contrast(colors.get(text + " color"), colors.get(ground + " background"))).as(text + " on " + ground).isGreaterThanOrEqualTo(ENOUGH);
    }

    @ParameterizedTest
    @CsvSource({".inside, .inside", "a, .inside", ".foot, .inside", ".button a, .button td"})
    void standsOutByNight(String text, String ground) {
        Map<String, String> colors = light();
        colors.putAll(colors(STYLE.replaceAll("(?s).*@media \\(prefers-color-scheme: dark\\) \\{(.*)}\\s*", "$1")));

        assertThat(contrast(colors.get(text + " color"), colors.get(ground + " background"))).as(text + " on " + ground).isGreaterThanOrEqualTo(ENOUGH);
    }

    @Test
    void lettersAreLargeEnough() {
        String shown = HTML.replaceAll("<div style=\"display:none[^>]*>", "");

        assertThat(Pattern.compile("(?:font-size:\\s*|font:\\s*)(\\d+)px").matcher(shown).results().map(found -> Integer.parseInt(found.group(1))))
                .isNotEmpty().allMatch(size -> size >= 14);
    }

    @Test
    void fitsAPhoneAlsoWithoutItsStyleSheet() {
        String bare = HTML.replaceAll("(?s)<style>.*?</style>", "");

        assertThat(bare).contains("width:100%;max-width:600px").contains("name=\"viewport\"");
        assertThat(STYLE).contains("@media (max-width: 480px)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void canBeReadAloud(String language) {
        String html = SampleMails.render(TEMPLATES, "aida-attention", language).html();

        assertThat(html).contains("<html lang=\"" + language + "\">", "role=\"article\"", "dir=\"ltr\"").containsOnlyOnce("<h1>");
        assertThat(html.split("<table ", -1)).hasSameSizeAs(html.split("<table role=\"presentation\"", -1));
    }

    @Test
    void restOfThePageIsHiddenFromTheTextPartOnlyWhereItIsAFrame() {
        List<String> hidden = Pattern.compile("(?s)<!-- html only -->(.*?)<!-- /html only -->").matcher(HTML).results().map(found -> found.group(1)).toList();

        assertThat(hidden).allMatch(part -> part.contains("display:none") || part.contains("width=\"1\""));
    }

    private static Map<String, String> light() {
        Map<String, String> colors = colors(STYLE.substring(0, STYLE.indexOf("@media")));
        Pattern.compile("<td bgcolor=\"(#[0-9a-f]{6})\"[^>]*><a href=[^>]*[^-]color:(#[0-9a-f]{6})").matcher(HTML).results().findFirst().ifPresent(found -> {
            colors.put(".button td background", found.group(1));
            colors.put(".button a color", found.group(2));
        });
        Pattern.compile("class=\"foot\"[^>]*[^-]color:(#[0-9a-f]{6})").matcher(HTML).results().findFirst()
                .ifPresent(found -> colors.put(".foot color", found.group(1)));
        return colors;
    }

    private static Map<String, String> colors(String rules) {
        Map<String, String> colors = new HashMap<>();
        for (MatchResult rule : RULE.matcher(rules).results().toList()) {
            for (String selector : rule.group(1).split(",")) {
                COLOR.matcher(rule.group(2)).results().forEach(found -> colors.put(selector.strip() + " " + found.group(1), found.group(2)));
            }
        }
        return colors;
    }

    private static double contrast(String one, String other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(String color) {
        return 0.2126 * channel(color, 1) + 0.7152 * channel(color, 3) + 0.0722 * channel(color, 5);
    }

    private static double channel(String color, int at) {
        double value = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}

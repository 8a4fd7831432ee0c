package io.leadfluss.scoring;

import io.leadfluss.lead.Timeline;
import io.leadfluss.rules.DecisionTables.Input;
import io.leadfluss.scoring.Score.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells of scores in words that a rep understands. */
@Component
public class ScoreWords {

    private static final List<String> YES_OR_NO = List.of("freeMail", "phoneGiven");

    private final Timeline timeline;
    private final MessageSource messages;

    ScoreWords(Timeline timeline, MessageSource messages) {
        this.timeline = timeline;
        this.messages = messages;
    }

    /** What the points are about: what happened, or what is known of the lead. */
    public String about(Point point, Locale locale) {
        return point.fact() != null ? timeline.text(point.fact(), locale)
                : point.inputs().stream().map(input -> heading(input, locale) + ": " + value(input, locale)).collect(Collectors.joining("; "));
    }

    /** What grade and heat mean, as in {@code fits well, very interested}. */
    public String cell(Score score, Locale locale) {
        return text("scoring.cell", locale, text("scoring.grade." + score.grade(), score.grade(), locale), heat(score.heat(), locale));
    }

    /** How hot that is. */
    public String heat(int heat, Locale locale) {
        return text("scoring.heat." + heat, Integer.toString(heat), locale);
    }

    private String heading(Input input, Locale locale) {
        return text("scoring.input." + input.name(), input.heading(), locale);
    }

    private String value(Input input, Locale locale) {
        Object value = input.value();
        if (value == null) {
            return "–";
        }
        if (YES_OR_NO.contains(input.name())) {
            return text("scoring.is." + value, value.toString(), locale);
        }
        return switch (input.name()) {
            case "completeness" -> value + " %";
            case "country" -> new Locale("", value.toString()).getDisplayCountry(locale);
            case "kind" -> text("lead.kind." + value, value.toString(), locale);
            case "origin" -> text("lead.origin." + value, value.toString(), locale);
            default -> value.toString();
        };
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    private String text(String key, String otherwise, Locale locale) {
        return messages.getMessage(key, null, otherwise, locale);
    }
}

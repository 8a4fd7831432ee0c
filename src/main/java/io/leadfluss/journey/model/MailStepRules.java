package io.leadfluss.journey.model;

import io.leadfluss.mail.Priority;
import io.leadfluss.mail.policy.Timing;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What a step that sends a mail may say about when it goes out. What only comes in while it runs, as an expression, is not known here. */
final class MailStepRules {

    private static final Duration USUALLY_VALID_FOR = Duration.ofDays(3);

    private MailStepRules() {
    }

    /** @param windowProblem what is wrong with a window, given how long the mail stays valid */
    static Stream<String> problems(Element step, BiFunction<String, Duration, Optional<String>> windowProblem) {
        Optional<String> window = given(step, "window");
        return Stream.concat(window.flatMap(text -> windowProblem.apply(text, validFor(step))).stream(),
                Stream.of(unreadable(() -> given(step, "priority").ifPresent(Priority::parse)),
                        unreadable(() -> Timing.parse(null, given(step, "bestHour").orElse(null)))).flatMap(Optional::stream))
                .map(problem -> "cannot send: " + problem);
    }

    private static Optional<String> unreadable(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Duration validFor(Element step) {
        String text = given(step, "validFor").orElse("");
        try {
            return text.isEmpty() ? USUALLY_VALID_FOR : text.contains("T") ? Duration.parse(text) : Duration.ofDays(Period.parse(text).toTotalMonths() * 30
                    + Period.parse(text).getDays());
        } catch (DateTimeParseException e) {
            return USUALLY_VALID_FOR;
        }
    }

    private static Optional<String> given(Element step, String name) {
        return Xml.descendants(step).filter(found -> "inputParameter".equals(found.getLocalName()) && name.equals(found.getAttribute("name")))
                .map(Xml::ownText).filter(text -> !text.isBlank() && !PlainExpression.isIn(text)).findFirst();
    }
}

package io.leadfluss.capture;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds what a visitor sent against the form's own rules. */
final class FormCheck {

    private static final Logger log = LoggerFactory.getLogger(FormCheck.class);
    /** Who may only give a day to come gives one that can be planned. */
    private static final int FARTHEST_DAYS = 90;

    /** What is wrong with a field: the key of a text, and what goes into it. */
    record Problem(String key, Object argument) {
    }

    private FormCheck() {
    }

    /**
     * The problems by field, in the form's order.
     *
     * @param today where the company is
     */
    static Map<String, Problem> problems(Form form, Map<String, String> values, LocalDate today) {
        Map<String, Problem> problems = new LinkedHashMap<>();
        for (FormElement element : form.inputs()) {
            String value = values.getOrDefault(element.key(), "");
            Problem problem = value.isEmpty() ? missing(element) : problem(element, value, today);
            if (problem != null) {
                problems.put(element.key(), problem);
            }
        }
        return problems;
    }

    private static Problem missing(FormElement element) {
        return !element.required() ? null : new Problem(element.type().equals("checkbox") ? "unticked" : "required", null);
    }

    private static Problem problem(FormElement element, String value, LocalDate today) {
        return switch (element.type()) {
            case "textfield", "textarea" -> ofText(element, value);
            case "number" -> ofNumber(element, value);
            case "datetime" -> ofDay(element, value, today);
            case "select", "radio" -> element.options("de").stream().anyMatch(option -> option.value().equals(value)) ? null
                    : new Problem("choice", null);
            default -> null;
        };
    }

    private static Problem ofText(FormElement element, String value) {
        if (value.length() < element.minLength()) {
            return new Problem("short", element.minLength());
        }
        if (value.length() > element.maxLength()) {
            return new Problem("long", element.maxLength());
        }
        if (element.isEmail() || element.key().equals("email")) {
            try {
                EmailAddress.parse(value);
            } catch (InvalidAddress e) {
                return new Problem("email", null);
            }
        }
        return element.pattern() == null || matches(element, value) ? null : new Problem("pattern", null);
    }

    private static Problem ofNumber(FormElement element, String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            boolean tooSmall = element.limit("min").isNumber() && number.compareTo(element.limit("min").decimalValue()) < 0;
            boolean tooBig = element.limit("max").isNumber() && number.compareTo(element.limit("max").decimalValue()) > 0;
            return value.length() > 30 || tooSmall || tooBig ? new Problem("number", null) : null;
        } catch (NumberFormatException e) {
            return new Problem("number", null);
        }
    }

    private static Problem ofDay(FormElement element, String value, LocalDate today) {
        try {
            LocalDate day = LocalDate.parse(value);
            if (!element.forbidsPast()) {
                return null;
            }
            return day.isBefore(today) ? new Problem("past", null) : day.isAfter(today.plusDays(FARTHEST_DAYS)) ? new Problem("far", FARTHEST_DAYS) : null;
        } catch (DateTimeParseException e) {
            return new Problem("day", null);
        }
    }

    private static boolean matches(FormElement element, String value) {
        try {
            return Pattern.compile(element.pattern()).matcher(new Bounded(value)).find();
        } catch (TooCostly | PatternSyntaxException | StackOverflowError e) {
            log.warn("The pattern of field {} cannot be used: {}", element.key(), e.toString());
            return false;
        }
    }

    /** A text that lets itself be looked at only so often: a pattern that tries too many ways ends instead of holding the processor. */
    private static final class Bounded implements CharSequence {

        private final CharSequence text;
        private int left = 200_000;

        Bounded(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new TooCostly();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooCostly extends RuntimeException {

        TooCostly() {
            super("it takes too many steps", null, false, false);
        }
    }
}

package io.leadfluss.kpi;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What the figures page is asked for, as it stands in the address; whatever makes no sense counts as not said. A hyphen is what nobody knows. */
public record FigureSearch(String from, String to, String purpose, String by, String team, String rep, String source, String journey, String cell) {

    static final String UNKNOWN = "-";
    private static final List<String> PURPOSES = List.of("QUALIFY", "CALL", "ENQUIRY");

    /** A period one often wants. */
    public record Period(String key, LocalDate from, LocalDate to) {
    }

    static List<Period> periods(LocalDate today) {
        YearMonth month = YearMonth.from(today);
        return List.of(new Period("month", month.atDay(1), today),
                new Period("last-month", month.minusMonths(1).atDay(1), month.minusMonths(1).atEndOfMonth()),
                new Period("quarter", month.minusMonths(2).atDay(1), today),
                new Period("year", month.minusMonths(11).atDay(1), today));
    }

    Wanted wanted(LocalDate today) {
        LocalDate first = day(from, YearMonth.from(today).minusMonths(11).atDay(1));
        LocalDate last = day(to, today);
        boolean swapped = last.isBefore(first);
        return new Wanted(swapped ? last : first, swapped ? first : last, purposeOrDefault(), told(team), told(rep), told(source), told(journey),
                told(cell));
    }

    String purposeOrDefault() {
        return purpose != null && PURPOSES.contains(purpose) ? purpose : PURPOSES.get(0);
    }

    static List<String> purposes() {
        return PURPOSES;
    }

    Dimension dimension() {
        return Dimension.of(by);
    }

    private static String told(String value) {
        return value == null || value.isBlank() ? null : value.equals(UNKNOWN) ? "" : value;
    }

    private static LocalDate day(String text, LocalDate otherwise) {
        try {
            LocalDate day = text == null ? otherwise : LocalDate.parse(text);
            return day.getYear() < 2000 || day.getYear() > 2100 ? otherwise : day;
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}

package io.leadfluss.kpi;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table as RFC 4180 has it, with a mark by which spreadsheets know that it is UTF-8. */
class Csv {

    private final StringBuilder text = new StringBuilder("\uFEFF");

    void row(List<?> cells) {
        text.append(cells.stream().map(cell -> quoted(cell.toString())).collect(Collectors.joining(","))).append("\r\n");
    }

    /** Empty when there is no number. */
    static String number(Number number) {
        return number == null ? "" : number instanceof Double ? String.format(Locale.ROOT, "%.3f", number) : number.toString();
    }

    private static String quoted(String cell) {
        // A source can be named by strangers: a spreadsheet must not take it for a formula.
        String plain = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return plain.matches("(?s).*[\",\r\n].*") ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

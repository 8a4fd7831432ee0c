package io.leadfluss.kpi;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what became of handed over leads: so many statements however many leads there are. Each figure has a day of its own by which it belongs to a
 * period: the handing over, the decision, the first touch, the deadline.
 */
@Component
class SalesFigures {

    private final JdbcClient jdbc;
    private final Clock clock;

    SalesFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A reason for which sales gave leads back, and how many of them before and after it had accepted them. */
    public record Refusals(String reason, long atOnce, long later) {

        public long all() {
            return atOnce + later;
        }
    }

    /** Most leads first; months in their order. */
    List<FigureLine> by(Dimension dimension, Wanted wanted) {
        Map<String, FigureLine> lines = new TreeMap<>();
        count(dimension, wanted, "handed_on", """
                COUNT(*) handed, SUM(COALESCE(accepted, FALSE)) taken, SUM(qualified_on IS NOT NULL) qualified, SUM(won_on IS NOT NULL) won,
                ROUND(SUM(revenue)) revenue""", "", lines,
                (line, row) -> line.withHanded(row.get("handed"), row.get("taken"), row.get("qualified"), row.get("won"), row.get("revenue")));
        count(dimension, wanted, "decided_on", "COUNT(*) decided, SUM(accepted) accepted", "", lines,
                (line, row) -> line.withDecided(row.get("decided"), row.get("accepted")));
        count(dimension, wanted, "answer_on", "SUM(COALESCE(answer_kept, FALSE)) kept, SUM(COALESCE(NOT answer_kept, over_on IS NULL)) missed", "", lines,
                (line, row) -> line.withDeadlines(row.get("kept"), row.get("missed")));
        Map<String, Map<Integer, Long>> waits = new HashMap<>();
        count(dimension, wanted, "touched_on", "waited, COUNT(*) times", ", waited", lines, (line, row) -> {
            waits.computeIfAbsent(line.key(), key -> new TreeMap<>()).merge(row.get("waited").intValue(), row.get("times"), Long::sum);
            return line;
        });
        Comparator<FigureLine> order = dimension == Dimension.MONTH || dimension == Dimension.SCORE ? Comparator.comparing(FigureLine::key)
                : Comparator.comparingLong(FigureLine::handed).reversed().thenComparing(FigureLine::key);
        return lines.values().stream().map(line -> line.withWaits(waits.getOrDefault(line.key(), Map.of()))).sorted(order).toList();
    }

    /** Most frequent first. */
    List<Refusals> refusals(Wanted wanted) {
        return ask("SELECT COALESCE(reason, '') reason, SUM(NOT accepted) at_once, SUM(accepted) later", "refused_on", wanted,
                " GROUP BY COALESCE(reason, '') ORDER BY COUNT(*) DESC, reason", "rep")
                .query((row, n) -> new Refusals(row.getString("reason"), row.getLong("at_once"), row.getLong("later"))).list();
    }

    private void count(Dimension dimension, Wanted wanted, String day, String columns, String more, Map<String, FigureLine> lines, Merge merge) {
        // A deadline is that of the rep who got the lead first, whoever took it in the end.
        String rep = day.equals("answer_on") ? "first_rep" : "rep";
        String key = dimension == Dimension.REP ? rep : dimension.expression(day);
        ask("SELECT " + key + " line, " + columns, day, wanted, " GROUP BY " + key + more, rep).query((RowCallbackHandler) row -> {
            Map<String, Long> values = new HashMap<>();
            for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                values.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
            }
            lines.compute(row.getString("line"), (name, line) -> merge.merge(line == null ? FigureLine.none(name) : line, values));
        });
    }

    private JdbcClient.StatementSpec ask(String select, String day, Wanted wanted, String group, String rep) {
        // An early answer counts when its deadline comes, as a late one does: else a running month would look better than it is.
        StringBuilder sql = new StringBuilder(select).append(" FROM handover_figure WHERE ").append(day)
                .append(" BETWEEN :from AND :to AND (:now >= answer_by OR '").append(day).append("' <> 'answer_on')");
        wanted.conditions().keySet().forEach(column -> sql.append(" AND ").append(column.equals("rep") ? rep : column).append(" = :").append(column));
        return jdbc.sql(sql.append(group).toString()).params(wanted.conditions()).param("from", wanted.from()).param("to", wanted.to())
                .param("now", clock.instant());
    }

    private interface Merge {

        FigureLine merge(FigureLine line, Map<String, Long> row);
    }
}

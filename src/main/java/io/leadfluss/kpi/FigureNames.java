package io.leadfluss.kpi;

import io.leadfluss.handover.Teams;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What teams, reps, sources, journeys and scores are called, and which there are. */
@Component
class FigureNames {

    /** Those of the team whom the reader must not see one by one. */
    static final String COLLEAGUES = "*";
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Teams teams;
    private final MessageSource messages;

    FigureNames(JdbcClient jdbc, Accounts accounts, Teams teams, MessageSource messages) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.teams = teams;
        this.messages = messages;
    }

    /** A choice in a filter. */
    public record Choice(String value, String label) {
    }

    /** The names of these keys. Who left is named as long as there is the account, and then no more. */
    Map<String, String> of(Dimension dimension, Collection<String> keys, Locale locale) {
        Map<String, String> known = switch (dimension) {
            case REP -> accounts.findAllById(keys.stream().filter(key -> !key.isEmpty() && !key.equals(COLLEAGUES)).toList()).stream()
                    .collect(Collectors.toMap(Account::username, Account::displayName));
            case TEAM -> teams.names();
            default -> Map.of();
        };
        return keys.stream().distinct().collect(Collectors.toMap(key -> key, key -> {
            if (key.isEmpty() || key.equals(COLLEAGUES)) {
                return messages.getMessage("kpi.none." + (key.isEmpty() ? dimension.key() : "colleagues"), null, locale);
            }
            return known.getOrDefault(key, dimension == Dimension.REP ? messages.getMessage("kpi.none.former", null, locale) : key);
        }));
    }

    /** What one can choose from; in a team only that team's reps. */
    List<Choice> choices(Dimension dimension, String team, Locale locale) {
        String column = dimension.expression("");
        String where = dimension == Dimension.REP && team != null ? " WHERE team = :team" : "";
        JdbcClient.StatementSpec sql = jdbc.sql("SELECT DISTINCT " + column + " FROM handover_figure" + where + " ORDER BY " + column + " LIMIT " + MOST);
        List<String> keys = (where.isEmpty() ? sql : sql.param("team", team)).query(String.class).list();
        Map<String, String> names = of(dimension, keys, locale);
        return keys.stream().map(key -> new Choice(key.isEmpty() ? FigureSearch.UNKNOWN : key, names.get(key))).toList();
    }
}

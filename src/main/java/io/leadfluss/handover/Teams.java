package io.leadfluss.handover;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What teams are called where people read it; the tables that marketers edit name them by their keys. */
@Component
public class Teams {

    private final JdbcClient jdbc;

    Teams(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By key; without those that nobody has named. */
    public Map<String, String> names() {
        return jdbc.sql("SELECT team, name FROM team_name").query((row, n) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The key itself when nobody has named the team. */
    public String name(String team) {
        return names().getOrDefault(team, team);
    }

    void save(String team, String name) {
        if (name.isEmpty()) {
            jdbc.sql("DELETE FROM team_name WHERE team = :team").param("team", team).update();
        } else {
            jdbc.sql("INSERT INTO team_name (team, name) VALUES (:team, :name) ON DUPLICATE KEY UPDATE name = :name")
                    .param("team", team).param("name", name).update();
        }
    }
}

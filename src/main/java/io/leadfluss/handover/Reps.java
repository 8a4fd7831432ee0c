package io.leadfluss.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sales people by team. Only who may log in counts. */
@Component
class Reps {

    /** Who was given a lead longest ago comes first among equals. */
    private static final String WITH_WORK = """
            SELECT r.username, a.display_name, r.team, r.capacity, r.manager, r.active AND a.enabled AS active, r.time_zone,
              (SELECT COUNT(*) FROM handover h WHERE h.rep = r.username AND h.state IN ('OPEN', 'ACCEPTED')) AS in_work,
              (SELECT MAX(h.routed_at) FROM handover h WHERE h.rep = r.username) AS last_routed_at
            FROM rep r JOIN account a ON a.username = r.username""";

    private final JdbcClient jdbc;

    Reps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Rep> all() {
        return jdbc.sql(WITH_WORK + " ORDER BY r.team, a.display_name").query(Reps::rep).list();
    }

    /** Those of the team who are at work: who has this lead already, then the least loaded, as they stand after every routing that was under way. */
    List<Rep> lockTeam(String team, long leadId) {
        // Two leads at once must not both go to the same one: the second waits here until the first is counted.
        jdbc.sql("SELECT username FROM rep WHERE team = :team ORDER BY username FOR UPDATE").param("team", team).query(String.class).list();
        return jdbc.sql(WITH_WORK + """
                        \sWHERE r.team = :team AND r.active AND a.enabled ORDER BY EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = :lead
                          AND h.rep = r.username AND h.state IN ('OPEN', 'ACCEPTED')) DESC, in_work, last_routed_at, r.username""")
                .param("team", team).param("lead", leadId).query(Reps::rep).list();
    }

    List<String> active(String team) {
        return jdbc.sql("""
                        SELECT r.username FROM rep r JOIN account a ON a.username = r.username
                        WHERE r.team = :team AND r.active AND a.enabled ORDER BY r.username""")
                .param("team", team).query(String.class).list();
    }

    Optional<String> manager(String team) {
        return jdbc.sql("""
                        SELECT r.username FROM rep r JOIN account a ON a.username = r.username
                        WHERE r.team = :team AND r.manager AND a.enabled ORDER BY r.active DESC, r.username LIMIT 1""")
                .param("team", team).query(String.class).optional();
    }

    void save(String username, String team, int capacity, boolean manager, boolean active, ZoneId zone) {
        jdbc.sql("""
                        INSERT INTO rep (username, team, capacity, manager, active, time_zone)
                        VALUES (:username, :team, :capacity, :manager, :active, :zone)
                        ON DUPLICATE KEY UPDATE team = VALUES(team), capacity = VALUES(capacity), manager = VALUES(manager), active = VALUES(active),
                          time_zone = VALUES(time_zone)""")
                .param("username", username).param("team", team).param("capacity", capacity).param("manager", manager).param("active", active)
                .param("zone", zone.getId()).update();
    }

    private static Rep rep(ResultSet row, int number) throws SQLException {
        return new Rep(row.getString("username"), row.getString("display_name"), row.getString("team"), row.getInt("capacity"),
                row.getBoolean("manager"), row.getBoolean("active"), ZoneId.of(row.getString("time_zone")), row.getInt("in_work"));
    }
}

package io.leadfluss.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sales people by team. Only who may log in counts. */
@Component
class Reps {

    private static final String WITH_WORK = """
            SELECT r.username, a.display_name, r.team, r.capacity, r.weight, r.manager, r.active AND a.enabled AS active, r.time_zone, r.region, r.turn, r.digest,
              (SELECT COUNT(*) FROM handover h WHERE h.rep = r.username AND h.state IN ('OPEN', 'ACCEPTED')) AS in_work
            FROM rep r JOIN account a ON a.username = r.username""";
    /** Of the team, or deputy of somebody there. */
    private static final String CONCERNS_TEAM = """
            \s(r.team = :team OR r.username IN (SELECT b.deputy FROM rep_absence b JOIN rep o ON o.username = b.username WHERE o.team = :team))""";

    private final JdbcClient jdbc;

    Reps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Rep> all() {
        return jdbc.sql(WITH_WORK + " ORDER BY r.team, a.display_name").query(Reps::rep).list();
    }

    Optional<Rep> find(String username) {
        return jdbc.sql(WITH_WORK + " WHERE r.username = :username").param("username", username).query(Reps::rep).optional();
    }

    /** The team and whoever may stand in for one of them, as they stand after every routing that was under way. */
    List<Rep> lockTeam(String team) {
        // Two leads at once must not both go to the same one: the second waits here until the first is counted.
        jdbc.sql("SELECT r.username FROM rep r WHERE" + CONCERNS_TEAM + " ORDER BY r.username FOR UPDATE").param("team", team).query(String.class).list();
        return jdbc.sql(WITH_WORK + " WHERE" + CONCERNS_TEAM + " ORDER BY r.username").param("team", team).query(Reps::rep).list();
    }

    List<Rep> team(String team) {
        return jdbc.sql(WITH_WORK + " WHERE r.team = :team ORDER BY a.display_name").param("team", team).query(Reps::rep).list();
    }

    /** Who of these has this lead open already, or else knows its company best: who accepted somebody of it last. */
    List<String> whoKnow(long leadId, Long companyId) {
        return jdbc.sql("""
                        SELECT h.rep FROM handover h JOIN leads l ON l.id = h.lead_id
                        WHERE (l.id = :lead OR l.company_id = :company) AND h.rep IS NOT NULL AND (h.accepted_at IS NOT NULL OR h.state = 'OPEN')
                        GROUP BY h.rep ORDER BY MAX(h.accepted_at) DESC, MAX(h.routed_at) DESC, h.rep LIMIT 20""")
                .param("lead", leadId).param("company", companyId).query(String.class).list();
    }

    /** Who has this lead open now. */
    List<String> whoHave(long leadId) {
        return jdbc.sql("SELECT rep FROM handover WHERE lead_id = :lead AND rep IS NOT NULL AND state IN ('OPEN', 'ACCEPTED') ORDER BY id DESC")
                .param("lead", leadId).query(String.class).list();
    }

    /** The round goes on: each comes nearer by its weight, and who was chosen goes back by all their weights. */
    void turn(Collection<String> round, String chosen) {
        jdbc.sql("UPDATE rep SET turn = turn + weight WHERE username IN (:round)").param("round", round).update();
        jdbc.sql("UPDATE rep SET turn = turn - (SELECT SUM(weight) FROM rep WHERE username IN (:round)) WHERE username = :chosen")
                .param("round", round).param("chosen", chosen).update();
    }

    void save(String username, String team, int capacity, int weight, boolean manager, boolean active, ZoneId zone, String region, boolean digest) {
        jdbc.sql("""
                        INSERT INTO rep (username, team, capacity, weight, manager, active, time_zone, region, digest)
                        VALUES (:username, :team, :capacity, :weight, :manager, :active, :zone, :region, :digest)
                        ON DUPLICATE KEY UPDATE team = VALUES(team), capacity = VALUES(capacity), weight = VALUES(weight), manager = VALUES(manager),
                          active = VALUES(active), time_zone = VALUES(time_zone), region = VALUES(region), digest = VALUES(digest)""")
                .param("username", username).param("team", team).param("capacity", capacity).param("weight", weight).param("manager", manager)
                .param("active", active).param("zone", zone.getId()).param("region", region).param("digest", digest).update();
    }

    private static Rep rep(ResultSet row, int number) throws SQLException {
        return new Rep(row.getString("username"), row.getString("display_name"), row.getString("team"), row.getInt("capacity"), row.getInt("weight"),
                row.getBoolean("manager"), row.getBoolean("active"), ZoneId.of(row.getString("time_zone")), row.getString("region"), row.getInt("turn"),
                row.getInt("in_work"), row.getBoolean("digest"));
    }
}

package io.leadfluss.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When reps are away, and who stands in. */
@Component
class Absences {

    private static final String ALL = """
            SELECT b.*, a.display_name, d.display_name AS deputy_name, r.time_zone, r.region FROM rep_absence b JOIN rep r ON r.username = b.username
            JOIN account a ON a.username = b.username LEFT JOIN account d ON d.username = b.deputy""";

    private final JdbcClient jdbc;

    Absences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are not over on this day, by their first day. */
    List<Absence> since(LocalDate day) {
        return jdbc.sql(ALL + " WHERE b.last_day >= :day ORDER BY b.first_day, a.display_name").param("day", day).query(Absences::absence).list();
    }

    /** The rep's first that has a day in common with these; until the transaction ends nobody else enters one for the rep. */
    Optional<Absence> lockOverlapping(String username, LocalDate firstDay, LocalDate lastDay) {
        jdbc.sql("SELECT username FROM rep WHERE username = :username FOR UPDATE").param("username", username).query(String.class).optional();
        return jdbc.sql(ALL + " WHERE b.username = :username AND b.first_day <= :last AND b.last_day >= :first ORDER BY b.first_day LIMIT 1")
                .param("username", username).param("first", firstDay).param("last", lastDay).query(Absences::absence).optional();
    }

    Optional<Absence> find(long id) {
        return jdbc.sql(ALL + " WHERE b.id = :id").param("id", id).query(Absences::absence).optional();
    }

    void add(String username, LocalDate firstDay, LocalDate lastDay, String deputy) {
        jdbc.sql("INSERT INTO rep_absence (username, first_day, last_day, deputy) VALUES (:username, :first, :last, :deputy)")
                .param("username", username).param("first", firstDay).param("last", lastDay).param("deputy", deputy).update();
    }

    void remove(long id) {
        jdbc.sql("DELETE FROM rep_absence WHERE id = :id").param("id", id).update();
    }

    private static Absence absence(ResultSet row, int number) throws SQLException {
        return new Absence(row.getLong("id"), row.getString("username"), row.getString("display_name"), row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class), row.getString("deputy"), row.getString("deputy_name"),
                ZoneId.of(row.getString("time_zone")), row.getString("region"));
    }
}

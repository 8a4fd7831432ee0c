package io.leadfluss.kpi;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What marketing and each team of sales have promised each other, month by month. */
@Component
class ServicePromises {

    private final JdbcClient jdbc;
    private final Clock clock;

    ServicePromises(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Newest first. */
    List<ServicePromise> of(String team) {
        return jdbc.sql("SELECT * FROM service_promise WHERE team = :team ORDER BY valid_from DESC").param("team", team)
                .query((row, n) -> new ServicePromise(row.getObject("valid_from", LocalDate.class), row.getObject("leads", Integer.class),
                        row.getObject("accepted_share", Integer.class), row.getObject("answered_share", Integer.class),
                        row.getObject("touch_hours", Integer.class), row.getObject("touched_share", Integer.class), row.getString("changed_by"),
                        row.getObject("changed_at", Instant.class))).list();
    }

    /** Holds from its month on until the next one. */
    void save(String team, ServicePromise promise) {
        jdbc.sql("""
                        REPLACE INTO service_promise (team, valid_from, leads, accepted_share, answered_share, touch_hours, touched_share, changed_by,
                          changed_at) VALUES (:team, :from, :leads, :accepted, :answered, :hours, :touched, :by, :now)""")
                .param("team", team).param("from", promise.validFrom()).param("leads", promise.leads()).param("accepted", promise.acceptedShare())
                .param("answered", promise.answeredShare()).param("hours", promise.touchHours()).param("touched", promise.touchedShare())
                .param("by", promise.changedBy()).param("now", clock.instant()).update();
    }

    List<String> teams() {
        return jdbc.sql("SELECT team FROM rep UNION SELECT team FROM handover_figure UNION SELECT team FROM service_promise ORDER BY team")
                .query(String.class).list();
    }
}

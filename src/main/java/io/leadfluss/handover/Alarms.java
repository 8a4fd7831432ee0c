package io.leadfluss.handover;

import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is to be told when a deadline passed, or a lead lies in the pool. */
@Component
@Transactional
public class Alarms {

    private final HandoverRows rows;
    private final HandoverHistory history;
    private final Roster roster;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Alarms(HandoverRows rows, HandoverHistory history, Roster roster, Accounts accounts, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.history = history;
        this.roster = roster;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Reminds whoever is in charge; the mail itself is the caller's. */
    public void remind(String instanceId) {
        Handover handover = rows.known(instanceId);
        history.record(handover, Kind.REMINDED, null, handover.route().rep(), null);
    }

    /** Notes that a deadline passed, and returns who is to be told: the team's managers, else the administrators. */
    public List<String> escalate(String instanceId) {
        Handover handover = rows.lock(instanceId);
        if (handover.escalatedAt() == null) {
            jdbc.sql("UPDATE handover SET escalated_at = :now WHERE instance_id = :instance")
                    .param("now", clock.instant()).param("instance", instanceId).update();
        }
        history.record(handover, Kind.ESCALATED, null, handover.route().rep(), null);
        return responsible(handover.route().team());
    }

    /** Whom to alarm when the lead lies in the pool: the team's managers, else the administrators; nobody when it does not. */
    @Transactional(readOnly = true)
    public List<String> alarmed(String instanceId) {
        Route route = rows.known(instanceId).route();
        return route.rep() != null ? List.of() : responsible(route.team());
    }

    /** The teams in whose pool something lies that this one is alarmed of. */
    @Transactional(readOnly = true)
    public Set<String> alarmedFor(String account) {
        return jdbc.sql("SELECT DISTINCT team FROM handover WHERE state = 'OPEN' AND rep IS NULL").query(String.class).list().stream()
                .filter(team -> responsible(team).contains(account)).collect(Collectors.toSet());
    }

    private List<String> responsible(String team) {
        List<String> managers = roster.managers(team, clock.instant());
        return managers.isEmpty() ? accounts.having(Role.ADMIN) : managers;
    }
}

package io.leadfluss.kpi;

import io.leadfluss.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose figures somebody may see: marketing and administrators all, a manager those of the team, a rep the own ones and the team's sum. Figures by rep
 * can be switched off: then everybody sees only the own ones.
 */
@Component
class FigureRights {

    private final JdbcClient jdbc;
    private final boolean byRep;

    FigureRights(JdbcClient jdbc, @Value("${leadfluss.figures.by-rep}") boolean byRep) {
        this.jdbc = jdbc;
        this.byRep = byRep;
    }

    /**
     * What one person may see.
     *
     * @param team the only one; null for all, empty for none
     * @param reps whether single reps are told apart
     * @param changes whether this one may change what is promised
     */
    public record View(String username, String team, boolean reps, boolean changes) {

        boolean isRep() {
            return team != null && !team.isEmpty();
        }

        boolean sees(String rep) {
            return reps || rep.isEmpty() || rep.equals(username) && isRep();
        }

        boolean mayChange(String wanted) {
            return changes && (team == null || team.equals(wanted));
        }

        /** The wish without what this one must not see. */
        Wanted within(Wanted wish) {
            return new Wanted(wish.from(), wish.to(), wish.purpose(), team == null ? wish.team() : team, wish.rep() == null || sees(wish.rep())
                    ? wish.rep() : null, wish.source(), wish.journey(), wish.cell());
        }
    }

    View of(HttpServletRequest request) {
        String username = request.getRemoteUser();
        boolean admin = request.isUserInRole(Role.ADMIN.name());
        if (admin || request.isUserInRole(Role.MARKETER.name())) {
            return new View(username, null, byRep, admin);
        }
        List<View> own = jdbc.sql("SELECT team, manager FROM rep WHERE username = :username").param("username", username)
                .query((row, n) -> new View(username, row.getString("team"), byRep && row.getBoolean("manager"), row.getBoolean("manager"))).list();
        return own.isEmpty() ? new View(username, "", false, false) : own.get(0);
    }
}

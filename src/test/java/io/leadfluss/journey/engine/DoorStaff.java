package io.leadfluss.journey.engine;

import io.leadfluss.Door;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import io.leadfluss.security.Staff;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One of each kind of staff, for tests at the doors: two teams, so that one can look for the other's tasks. */
@Component
public class DoorStaff {

    private final Accounts accounts;
    private final Staff staff;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    DoorStaff(Accounts accounts, Staff staff, JdbcClient jdbc, TransactionTemplate transactions) {
        this.accounts = accounts;
        this.staff = staff;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    public void add() {
        add("door-north", "Nora Nordmann", Role.SALES, "team-north");
        add("door-north2", "Nils Nordmann", Role.SALES, "team-north");
        add("door-north-manager", "Norbert Nordmann", Role.SALES, "team-north");
        add("door-south", "Sam Southfield", Role.SALES, "team-south");
        add("door-south-manager", "Susan Southfield", Role.SALES, "team-south");
        add("door-new", "Nina Neu", Role.SALES, null);
        add("door-marketer", "Mia Markt", Role.MARKETER, null);
        add("door-integrator", "Website", Role.INTEGRATOR, null);
        add("door-privacy", "Petra Recht", Role.PRIVACY, null);
        add("door-admin", "Anton Admin", Role.ADMIN, null);
    }

    private void add(String username, String name, Role role, String team) {
        if (!accounts.existsById(username)) {
            staff.add(username, name, username + "@leadfluss.example", "en", Set.of(role), Door.PASSWORD);
        }
        if (team != null) {
            transactions.executeWithoutResult(status -> jdbc.sql("INSERT IGNORE INTO rep (username, team, capacity, manager, active) VALUES (:username, :team, 0, :manager, FALSE)")
                    .param("username", username).param("team", team).param("manager", username.endsWith("-manager")).update());
        }
    }
}

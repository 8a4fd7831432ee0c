package io.leadfluss.demo;

import static io.leadfluss.security.Role.ADMIN;
import static io.leadfluss.security.Role.INTEGRATOR;
import static io.leadfluss.security.Role.MARKETER;
import static io.leadfluss.security.Role.PRIVACY;
import static io.leadfluss.security.Role.SALES;

import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One account for each kind of person, with a password that everybody knows; made only on a database that has no account yet. */
@Component
@Profile("demo")
class DemoAccounts {

    static final String PASSWORD = "leadfluss-demo";
    private static final List<DemoAccount> ALL = List.of(
            new DemoAccount("marketing", "Maria Markt", "de", Set.of(MARKETER), null, 0, false, false),
            new DemoAccount("marketing2", "Max Mertens", "en", Set.of(MARKETER), null, 0, false, false),
            new DemoAccount("sales1", "Stefan Sommer", "de", Set.of(SALES), "team-dach", 20, false, false),
            new DemoAccount("sales2", "Sofia Silva", "en", Set.of(SALES), "team-international", 20, false, false),
            new DemoAccount("sales3", "Karl Kunz", "de", Set.of(SALES), "team-consumer", 20, false, false),
            new DemoAccount("sales4", "Hanna Hoffmann", "de", Set.of(SALES), "team-dach", 1, false, true),
            new DemoAccount("sales5", "Tom Tanner", "de", Set.of(SALES), "team-dach", 20, false, true),
            new DemoAccount("manager", "Lea Leitner", "de", Set.of(SALES), "team-dach", 0, true, false),
            new DemoAccount("integrator", "Website", "en", Set.of(INTEGRATOR), null, 0, false, false),
            new DemoAccount("privacy", "Petra Recht", "de", Set.of(PRIVACY), null, 0, false, false),
            new DemoAccount("admin", "Anton Admin", "de", Set.of(ADMIN), null, 0, false, false));

    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoAccounts(Accounts accounts, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Someone one can be in the demo.
     *
     * @param team null for those who do not sell
     * @param sample whether only {@link SampleSales} hires them
     */
    public record DemoAccount(String username, String displayName, String language, Set<Role> roles, String team, int capacity, boolean manager,
            boolean sample) {
    }

    /** Whom one can be, with the sample data or without. */
    static List<DemoAccount> all(boolean samples) {
        return ALL.stream().filter(account -> samples || !account.sample()).toList();
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void add() {
        if (accounts.count() > 0) {
            return;
        }
        String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(PASSWORD);
        for (DemoAccount account : all(false)) {
            accounts.save(new Account(account.username(), account.displayName(), account.username() + "@leadfluss.example", account.language(),
                    account.roles(), hash, clock.instant()));
            if (account.team() != null) {
                transaction.executeWithoutResult(status -> jdbc.sql("""
                                INSERT INTO rep (username, team, capacity, manager, active)
                                VALUES (:username, :team, :capacity, :manager, TRUE)""")
                        .param("username", account.username()).param("team", account.team()).param("capacity", account.capacity())
                        .param("manager", account.manager()).update());
            }
        }
    }
}

package io.leadfluss.security;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The record of who of the staff did what; written in the transaction of the deed where there is one. */
@Component
@Transactional
public class Audit {

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes that whoever is logged in did this. The target is an id, never a name or an address. */
    public void record(String action, String target) {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        jdbc.sql("INSERT INTO audit_event (account, action, target, occurred_at) VALUES (:account, :action, :target, :now)")
                .param("account", login == null ? null : login.getName()).param("action", action).param("target", target)
                .param("now", clock.instant()).update();
    }
}

package io.leadfluss.security;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the first administrator from the environment, once: where there is one already, the settings do nothing. */
@Component
class FirstAdmin {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

    private final Accounts accounts;
    private final Staff staff;
    private final String username;
    private final String password;

    FirstAdmin(Accounts accounts, Staff staff, @Value("${leadfluss.security.admin.username:}") String username,
            @Value("${leadfluss.security.admin.password:}") String password) {
        this.accounts = accounts;
        this.staff = staff;
        this.username = username.strip();
        this.password = password;
    }

    @EventListener(ApplicationStartedEvent.class)
    void makeWhenMissing() {
        if (!accounts.having(Role.ADMIN).isEmpty()) {
            return;
        }
        if (username.isEmpty() || password.isEmpty()) {
            log.warn("Nobody can administer this installation yet: start once with LEADFLUSS_SECURITY_ADMIN_USERNAME and "
                    + "LEADFLUSS_SECURITY_ADMIN_PASSWORD set, log in, and remove both");
            return;
        }
        try {
            Passwords.check(username, password);
            staff.add(username, username, "", "en", Set.of(Role.ADMIN), password);
        } catch (IllegalArgumentException e) {
            throw new UnsafeSetting("The first administrator cannot be made: " + e.getMessage() + ".",
                    "Set LEADFLUSS_SECURITY_ADMIN_USERNAME and LEADFLUSS_SECURITY_ADMIN_PASSWORD so");
        }
        log.info("The administrator {} is made: remove LEADFLUSS_SECURITY_ADMIN_PASSWORD from the environment", username);
    }
}

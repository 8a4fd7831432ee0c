package io.leadfluss.security;

import java.time.Clock;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the accounts of the staff. Whoever is changed, locked or given a new password is logged out everywhere. */
@Component
@Transactional
public class Staff {

    static final String WRONG_PASSWORD = "password.refused.wrong";

    private final Accounts accounts;
    private final Passwords passwords;
    private final FindByIndexNameSessionRepository<?> sessions;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    Staff(Accounts accounts, Passwords passwords, FindByIndexNameSessionRepository<?> sessions, Audit audit, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds an account with this password.
     *
     * @throws IllegalArgumentException when the name is not usable or taken
     */
    public Account add(String username, String displayName, String email, String language, Set<Role> roles, String password) {
        if (!StaffLogin.USERNAME.matcher(username).matches()) {
            throw new AccountRefused("accounts.refused.name", "A user name has 2 to 64 small letters, digits, dots, hyphens or underscores and begins with a letter");
        }
        if (accounts.existsById(username)) {
            throw new AccountRefused("accounts.refused.taken", "The user name " + username + " is taken");
        }
        audit.record("account-added", username);
        return accounts.save(new Account(username, displayName, email, language, roles, passwords.hash(password), clock.instant()));
    }

    /** Adds an account and returns its password, which is not kept. */
    String add(String username, String displayName, String email, String language, Set<Role> roles) {
        String password = passwords.random();
        add(username, displayName, email, language, roles, password);
        return password;
    }

    void change(String username, String displayName, String email, String language, Set<Role> roles) {
        Account account = get(username);
        if (!roles.contains(Role.ADMIN)) {
            keepAnAdmin(account);
        }
        account.change(displayName, email, language, roles);
        audit.record("account-changed", username);
        logOut(username);
    }

    void enable(String username, boolean enabled) {
        Account account = get(username);
        if (!enabled) {
            keepAnAdmin(account);
        }
        account.enable(enabled);
        audit.record(enabled ? "account-enabled" : "account-disabled", username);
        logOut(username);
    }

    /** Gives the account a new password and returns it; it is not kept. */
    String resetPassword(String username) {
        String password = passwords.random();
        get(username).changePassword(passwords.hash(password));
        audit.record("password-reset", username);
        logOut(username);
        return password;
    }

    /**
     * Changes the password of whoever knows the present one, and logs that one out everywhere but here.
     *
     * @throws AccountRefused when the present one is wrong or the new one could be guessed
     */
    void changeOwnPassword(String username, String present, String fresh, String session) {
        Account account = get(username);
        if (!passwords.matches(present, account.passwordHash())) {
            throw new AccountRefused(WRONG_PASSWORD, "The present password is wrong");
        }
        try {
            Passwords.check(username, fresh);
        } catch (IllegalArgumentException e) {
            throw new AccountRefused("password.refused.weak", e.getMessage());
        }
        account.changePassword(passwords.hash(fresh));
        audit.record("password-changed", username);
        sessions.findByPrincipalName(username).keySet().stream().filter(id -> !id.equals(session)).forEach(sessions::deleteById);
    }

    /** Ends sessions of accounts that were locked or deleted by another way than this class. */
    @Scheduled(fixedDelay = 30_000)
    void endSessionsOfNobody() {
        jdbc.sql("""
                DELETE FROM SPRING_SESSION WHERE PRINCIPAL_NAME IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM account WHERE username = PRINCIPAL_NAME AND enabled)""").update();
    }

    private Account get(String username) {
        return accounts.findById(username).orElseThrow(() -> new UnknownAccount(username));
    }

    private void keepAnAdmin(Account account) {
        boolean another = accounts.having(Role.ADMIN).stream().anyMatch(other -> !other.equals(account.username()));
        if (account.roles().contains(Role.ADMIN) && account.isEnabled() && !another) {
            throw new AccountRefused("accounts.refused.last-admin", account.username() + " is the last administrator");
        }
    }

    private void logOut(String username) {
        sessions.findByPrincipalName(username).keySet().forEach(sessions::deleteById);
    }
}

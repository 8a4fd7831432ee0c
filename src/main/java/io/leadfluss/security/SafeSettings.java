package io.leadfluss.security;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Looks at the settings of a production system before it serves anybody, and refuses to start on one that is not safe. */
@Component
@Profile("!demo")
class SafeSettings implements SmartLifecycle {

    /** Names and passwords that anybody would try first; the last one is the demo's. */
    private static final Set<String> USUAL_NAMES = Set.of("admin", "demo", "camunda", "root", "marketing", "sales1", "sales2", "sales3", "manager",
            "integrator", "privacy");
    private static final List<String> USUAL_PASSWORDS = List.of("demo", "admin", "camunda", "password", "leadfluss", "leadfluss-demo");

    private final Accounts accounts;
    private final Passwords passwords;
    private volatile boolean checked;

    SafeSettings(Environment settings, Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
        checkBaseUrl(settings.getRequiredProperty("leadfluss.base-url"));
    }

    static void checkBaseUrl(String baseUrl) {
        URI uri;
        try {
            uri = URI.create(baseUrl);
        } catch (IllegalArgumentException e) {
            throw new UnsafeSetting("LEADFLUSS_BASE_URL '" + baseUrl + "' is no address.",
                    "Set it to the address that leads see, such as https://leads.example.com");
        }
        if (!"https".equals(uri.getScheme()) && !Loopback.isAddress(uri)) {
            throw new UnsafeSetting("LEADFLUSS_BASE_URL is " + baseUrl + ": passwords and tokens would travel in the clear.",
                    "Serve the program over HTTPS, usually by a proxy in front of it, and set LEADFLUSS_BASE_URL to the https:// address");
        }
    }

    @Override
    public void start() {
        checkAccounts();
        checked = true;
    }

    @Override
    public void stop() {
        checked = false;
    }

    @Override
    public boolean isRunning() {
        return checked;
    }

    /** Before everything that serves or sends. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void checkAccounts() {
        for (Account account : accounts.findByEnabledTrueOrderByUsername()) {
            if (USUAL_NAMES.contains(account.username()) && isUsual(account)) {
                throw new UnsafeSetting("The account " + account.username() + " has a password that everybody knows.",
                        "Delete or disable it in table account, or give it another password hash");
            }
        }
    }

    private boolean isUsual(Account account) {
        return passwords.matches(account.username(), account.passwordHash())
                || USUAL_PASSWORDS.stream().anyMatch(password -> passwords.matches(password, account.passwordHash()));
    }
}

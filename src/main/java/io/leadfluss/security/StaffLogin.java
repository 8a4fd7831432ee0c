package io.leadfluss.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** The one login: user name and password of an enabled account, the same answer and the same time for a wrong name and a wrong password. */
@Component
public class StaffLogin implements AuthenticationProvider {

    /** Names that are also good ids in the engine and in addresses. */
    static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9._-]{1,63}");

    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;

    StaffLogin(Accounts accounts, Passwords passwords, LoginThrottle throttle) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String username = given.getName().strip().toLowerCase(Locale.ROOT);
        String password = given.getCredentials() == null ? "" : given.getCredentials().toString();
        String address = given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        if (throttle.mustWait(username, address)) {
            throw new LockedException("Too many failed logins");
        }
        Optional<Account> account = check(username, password);
        if (account.isEmpty()) {
            throttle.failed(username, address);
            throw new BadCredentialsException("Wrong name or password");
        }
        throttle.succeeded(username, address);
        var authorities = account.get().roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
        var member = new StaffMember(account.get().username(), account.get().displayName(), account.get().language());
        var login = UsernamePasswordAuthenticationToken.authenticated(member, null, authorities);
        login.setDetails(given.getDetails());
        return login;
    }

    /** The enabled account with this name and password. */
    public Optional<Account> check(String username, String password) {
        Optional<Account> account = USERNAME.matcher(username).matches() ? accounts.findByUsernameAndEnabledTrue(username) : Optional.empty();
        if (account.isEmpty()) {
            passwords.matchesNobody(password);
        }
        return account.filter(found -> passwords.matches(password, found.passwordHash()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}

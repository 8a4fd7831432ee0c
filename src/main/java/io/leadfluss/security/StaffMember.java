package io.leadfluss.security;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Who is logged in, as kept in the session; roles are the authentication's authorities. */
public record StaffMember(String username, String displayName, String language) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return username;
    }
}

package io.leadfluss.security;

import java.util.Arrays;
import java.util.Locale;

/** What a member of staff, or a program, may do; everything not named for a role is denied. */
public enum Role {
    MARKETER, SALES, INTEGRATOR, PRIVACY, ADMIN;

    /** The names, as Spring Security wants them. */
    public static String[] names(Role... roles) {
        return Arrays.stream(roles).map(Role::name).toArray(String[]::new);
    }

    /** The name that the role has as a group in the engine. */
    public String group() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.leadfluss.web;

import io.leadfluss.security.Account;
import io.leadfluss.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who looks at a page, as its frame needs to know. */
public class Viewer {

    private static final List<Place> PLACES = List.of(
            new Place("home", "/app", "layout-dashboard", Set.of(Role.MARKETER, Role.SALES, Role.PRIVACY, Role.ADMIN)),
            new Place("leads", "/app/leads", "users", Set.of(Role.MARKETER, Role.SALES, Role.PRIVACY, Role.ADMIN)),
            new Place("journeys", "/app/journeys", "route", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("messages", "/app/messages", "mail", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("reps", "/app/reps", "user-star", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("accounts", "/app/accounts", "key", Set.of(Role.ADMIN)),
            new Place("tasklist", "/camunda/app/tasklist/default/", "checklist", Set.of(Role.SALES, Role.ADMIN)),
            new Place("cockpit", "/camunda/app/cockpit/default/", "gauge", Set.of(Role.MARKETER, Role.ADMIN)));

    private final HttpServletRequest request;
    private final Viewers viewers;

    Viewer(HttpServletRequest request, Viewers viewers) {
        this.request = request;
        this.viewers = viewers;
    }

    public boolean known() {
        return request.getRemoteUser() != null;
    }

    public String name() {
        return viewers.account(request).map(Account::displayName).orElseGet(request::getRemoteUser);
    }

    /** @param role as in {@link Role}, any case */
    public boolean is(String role) {
        return request.isUserInRole(role.toUpperCase(Locale.ROOT));
    }

    /** Where this viewer may go. */
    public List<Place> places() {
        return PLACES.stream().filter(place -> place.roles().stream().anyMatch(role -> request.isUserInRole(role.name()))).toList();
    }

    /**
     * An entry of the navigation.
     *
     * @param key the page's name, and after {@code web.nav.} its label's
     * @param icon a Tabler icon
     */
    public record Place(String key, String address, String icon, Set<Role> roles) {
    }
}

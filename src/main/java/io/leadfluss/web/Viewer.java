package io.leadfluss.web;

import io.leadfluss.security.Role;
import io.leadfluss.security.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;

/** Who looks at a page, as its frame needs to know. */
public class Viewer {

    private static final List<Place> PLACES = List.of(
            new Place("work", "home", "/app", "layout-dashboard", Set.of(Role.MARKETER, Role.SALES, Role.PRIVACY, Role.ADMIN)),
            new Place("work", "leads", "/app/leads", "users", Set.of(Role.MARKETER, Role.SALES, Role.PRIVACY, Role.ADMIN)),
            new Place("work", "tasklist", "/camunda/app/tasklist/default/", "checklist", Set.of(Role.MARKETER, Role.SALES, Role.ADMIN)),
            new Place("work", "figures", "/app/figures", "chart-bar", Set.of(Role.MARKETER, Role.SALES, Role.ADMIN)),
            new Place("marketing", "journeys", "/app/journeys", "route", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("marketing", "scoring", "/app/scoring", "flame", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("marketing", "newsletter", "/app/newsletter", "news", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("marketing", "templates", "/app/templates", "template", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("mails", "messages", "/app/messages", "mail", Set.of(Role.MARKETER, Role.PRIVACY, Role.ADMIN)),
            new Place("mails", "objections", "/app/objections", "ban", Set.of(Role.MARKETER, Role.SALES, Role.PRIVACY, Role.ADMIN)),
            new Place("mails", "inbound", "/app/inbound", "mail-down", Set.of(Role.MARKETER, Role.PRIVACY, Role.ADMIN)),
            new Place("mails", "sending", "/app/sending", "send", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("administration", "reps", "/app/reps", "user-star", Set.of(Role.MARKETER, Role.SALES, Role.ADMIN)),
            new Place("administration", "cockpit", "/camunda/app/cockpit/default/", "gauge", Set.of(Role.MARKETER, Role.ADMIN)),
            new Place("administration", "accounts", "/app/accounts", "key", Set.of(Role.ADMIN)));

    private final HttpServletRequest request;

    Viewer(HttpServletRequest request) {
        this.request = request;
    }

    public boolean known() {
        return request.getRemoteUser() != null;
    }

    public String name() {
        return member().map(StaffMember::displayName).orElseGet(request::getRemoteUser);
    }

    public String username() {
        return request.getRemoteUser();
    }

    /** @param role as in {@link Role}, any case */
    public boolean is(String role) {
        return request.isUserInRole(role.toUpperCase(Locale.ROOT));
    }

    Optional<String> language() {
        return member().map(StaffMember::language);
    }

    private Optional<StaffMember> member() {
        return request.getUserPrincipal() instanceof Authentication login && login.getPrincipal() instanceof StaffMember member
                ? Optional.of(member) : Optional.empty();
    }

    /** Where this viewer may go. */
    public List<Place> places() {
        return PLACES.stream().filter(place -> place.roles().stream().anyMatch(role -> request.isUserInRole(role.name()))).toList();
    }

    /** Whether the viewer may see what stands at or below an entry of the navigation. */
    public boolean mayGo(String address) {
        String path = address.replaceFirst("\\?.*", "") + "/";
        return places().stream().anyMatch(place -> !place.key().equals("home")
                && path.startsWith(place.address() + (place.address().endsWith("/") ? "" : "/")));
    }

    /**
     * An entry of the navigation.
     *
     * @param section what it stands under, after {@code web.nav.section.} its heading's key
     * @param key the page's name, and after {@code web.nav.} its label's
     * @param icon a Tabler icon
     */
    public record Place(String section, String key, String address, String icon, Set<Role> roles) {
    }
}

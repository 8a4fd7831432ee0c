package io.leadfluss.consent;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;

/** The one page for links that are used, expired, forged or belong to an erased lead: it must not tell which. */
public final class DeadLink {

    private DeadLink() {
    }

    /** As {@link #page}, for links that never end: whoever comes with another one has a part of it, or is erased. */
    public static String broken(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "consent/broken-link";
    }

    /** The name of the page; sets the status. */
    public static String page(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "consent/dead-link";
    }
}

package io.leadfluss.lead;

import java.util.Collection;
import java.util.Set;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.security.core.Authentication;

/**
 * Which leads a person of the staff may see, with all that is known of them: one rule for pages, lists, task forms and interfaces. Sales people see
 * the leads that are, or were last, in the hands of their team; all others who may open a door at all see every lead behind it.
 */
public interface LeadAccess {

    boolean allows(Authentication viewer, long leadId);

    /** Those of these leads that the viewer may see, by one statement. */
    Set<Long> allowed(Authentication viewer, Collection<Long> leadIds);

    /** Narrows a list of leads to those the viewer may see. */
    Specification<ListedLead> listed(Authentication viewer);

    /**
     * A condition for SQL over leads, true for those the viewer may see. It may use the named parameter {@code viewer}: set it to the user name.
     *
     * @param column that holds the lead's number, with the table's alias
     */
    String condition(Authentication viewer, String column);
}

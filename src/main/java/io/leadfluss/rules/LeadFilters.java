package io.leadfluss.rules;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Decides by an expression in FEEL, the language of DMN, which leads are meant; implemented by the engine room. */
public interface LeadFilters {

    /**
     * Those of the leads for whom the expression is true; for one and for thousands.
     *
     * @throws IllegalArgumentException when the expression is not FEEL or does not answer true or false
     */
    Set<Long> matching(String expression, Collection<Long> leadIds);

    /** What is wrong with the expression, in words for who wrote it; empty when nothing is. */
    Optional<String> problem(String expression);
}

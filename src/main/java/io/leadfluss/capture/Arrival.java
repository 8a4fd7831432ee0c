package io.leadfluss.capture;

import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.Origin;
import java.util.List;
import java.util.Map;

/**
 * What comes in about a lead, from a form or from another system.
 *
 * @param fields all that was told but the address, by field name
 * @param kind null when it is to be guessed
 * @param source where the lead became aware of us, or null
 * @param declarations the boxes that were ticked
 * @param download the file that was asked for, or null
 * @param onceKey the same for a repeat of the same sending, or null when each counts
 */
public record Arrival(String form, EmailAddress address, Map<String, String> fields, String language, Kind kind, Origin origin, String source,
        String campaign, List<Declaration> declarations, Evidence evidence, String download, String onceKey) {

    /** Whether the person itself filled in a page, so that its address is to be confirmed whatever it ticked. */
    boolean isPublic() {
        return !Intake.FORM.equals(form);
    }
}

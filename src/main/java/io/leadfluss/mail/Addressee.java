package io.leadfluss.mail;

import io.leadfluss.lead.EmailAddress;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Who a mail is for or, when it goes to the staff, about. Names are already harmless, and null when unknown. */
record Addressee(long leadId, EmailAddress address, boolean confirmed, String salutation, String firstName, String lastName, String company,
        String language, ZoneId zone) {

    static final Addressee NOBODY = new Addressee(MailOrder.NO_LEAD, null, false, null, null, null, null, "en", ZoneOffset.UTC);

    /** As far as known; null when neither part is. */
    String fullName() {
        if (firstName == null) {
            return lastName;
        }
        return lastName == null ? firstName : firstName + " " + lastName;
    }
}

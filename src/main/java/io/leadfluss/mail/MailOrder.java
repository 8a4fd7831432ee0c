package io.leadfluss.mail;

import io.leadfluss.consent.Purpose;
import java.time.Instant;

/**
 * That one mail shall go out once.
 *
 * @param sourceKey unique for this mail (instance, step and run); ordering it again does nothing
 * @param leadId the lead it goes to or, for STAFF, is about
 * @param account the member of staff it goes to, null unless STAFF
 * @param purpose the consent it rests on, null unless MARKETING
 * @param mailing the folder of its template
 * @param reference what it refers to: the consent request's number for OPT_IN, the process instance for STAFF, else null
 * @param notAfter when it would come too late and is not sent any more
 */
public record MailOrder(String sourceKey, long leadId, String account, Stream stream, Purpose purpose, String mailing, String reference,
        Instant notAfter) {

    public MailOrder {
        if (sourceKey.length() > 200) {
            throw new IllegalArgumentException("The source key of a mail has at most 200 characters: " + sourceKey);
        }
        if (!mailing.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("'" + mailing + "' is no name of a mailing: use small letters, digits and hyphens");
        }
        if ((stream == Stream.STAFF) != (account != null)) {
            throw new IllegalArgumentException(sourceKey + ": a mail has an account exactly when it goes to the staff");
        }
        if ((stream == Stream.MARKETING) != (purpose != null)) {
            throw new IllegalArgumentException(sourceKey + ": a mail rests on a consent exactly when it is advertising");
        }
        if (stream == Stream.OPT_IN && (reference == null || !reference.matches("[0-9]{1,18}"))) {
            throw new IllegalArgumentException(sourceKey + ": a check mail must refer to its consent request");
        }
    }
}

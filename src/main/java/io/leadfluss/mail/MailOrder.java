package io.leadfluss.mail;

import io.leadfluss.consent.Purpose;
import io.leadfluss.mail.policy.Timing;
import java.time.Instant;

/**
 * That one mail shall go out once.
 *
 * @param sourceKey unique for this mail (instance, step and run); ordering it again does nothing
 * @param leadId the lead it goes to or, for STAFF, is about
 * @param account the member of staff it goes to, null unless STAFF
 * @param purpose the consent it rests on, null unless MARKETING
 * @param mailing the folder of its template
 * @param reference what it refers to: the consent request's number for OPT_IN, the process instance or page for STAFF, the business matter for
 *     TRANSACTIONAL, else null
 * @param journey the process that ordered it, by which it can be held; null when none did
 * @param notAfter when it would come too late and is not sent any more
 * @param priority among mails of its kind
 * @param sender the profile in whose name it is sent; null for the one of its stream
 * @param about what it advertises
 * @param timing when it would like to go out; only advertising waits for that
 * @param enclosure by which {@link Enclosures} find what goes along with it; null for nothing
 * @param notBefore until when it waits; null when it may go at once
 */
public record MailOrder(String sourceKey, Stream stream, long leadId, String account, Purpose purpose, String mailing, String reference,
        String journey, Instant notAfter, Priority priority, String sender, About about, Timing timing, String enclosure, Instant notBefore) {

    /** Stands for the lead of a mail that is about none. */
    static final long NO_LEAD = 0;

    public MailOrder {
        if (sourceKey.length() > 200) {
            throw new IllegalArgumentException("The source key of a mail has at most 200 characters: " + sourceKey);
        }
        if (!mailing.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("'" + mailing + "' is no name of a mailing: use small letters, digits and hyphens");
        }
    }

    /** The check mail of a double opt-in. */
    public static MailOrder confirmation(String sourceKey, long leadId, long requestId, Instant notAfter) {
        return plain(sourceKey, Stream.OPT_IN, leadId, null, null, "confirmation", Long.toString(requestId), notAfter);
    }

    /** A mail to a member of the staff about a lead, with a link to the open task of this process instance or, for null, to the lead. */
    public static MailOrder toStaff(String sourceKey, long leadId, String account, String mailing, String instance, Instant notAfter) {
        return plain(sourceKey, Stream.STAFF, leadId, account, null, mailing, instance, notAfter);
    }

    /**
     * A mail to a member of the staff about something other than a lead.
     *
     * @param page of the back office that it leads to, as {@code /app/newsletter/4711/task}
     * @param about what it is about, in a few words; templates know it as {@code about}
     */
    public static MailOrder toStaff(String sourceKey, String account, String mailing, String page, String about, Instant notAfter) {
        String reference = page + " " + about;
        return plain(sourceKey, Stream.STAFF, NO_LEAD, account, null, mailing, reference.length() > 100 ? reference.substring(0, 99) + "…" : reference, notAfter);
    }

    /** A mail that advertises, and rests on the lead's consent to this purpose. */
    public static MailOrder advertising(String sourceKey, long leadId, Purpose purpose, String mailing, Instant notAfter) {
        return plain(sourceKey, Stream.MARKETING, leadId, null, purpose, mailing, null, notAfter);
    }

    /**
     * A mail that the lead must get because of a business matter of its own, such as an order; it needs no consent and must not advertise.
     *
     * @param matter what it is about, such as {@code order:4711}; null when the lead is written to as one that has confirmed its address
     */
    public static MailOrder transactional(String sourceKey, long leadId, String mailing, String matter, Instant notAfter) {
        return plain(sourceKey, Stream.TRANSACTIONAL, leadId, null, null, mailing, matter, notAfter);
    }

    /** The same as a bulk mail: the lead's number is added to the source key of each. */
    public static MailOrder advertisingToMany(String sourceKeys, Purpose purpose, String mailing, Instant notAfter) {
        return advertising(sourceKeys, 0, purpose, mailing, notAfter);
    }

    private static MailOrder plain(String sourceKey, Stream stream, long leadId, String account, Purpose purpose, String mailing, String reference,
            Instant notAfter) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, null, notAfter, Priority.NORMAL, null, About.ANYTHING,
                Timing.USUAL, null, null);
    }

    /** As part of this process. */
    public MailOrder in(String journey) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, journey, notAfter, priority, sender, about, timing, enclosure, notBefore);
    }

    public MailOrder with(Priority priority) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, journey, notAfter, priority, sender, about, timing, enclosure, notBefore);
    }

    /** In the name of this sender profile. */
    public MailOrder from(String sender) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, journey, notAfter, priority, sender, about, timing, enclosure, notBefore);
    }

    /** About this topic and these goods; either may be null. */
    public MailOrder about(String topic, String productGroup) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, journey, notAfter, priority, sender,
                new About(topic, productGroup), timing, enclosure, notBefore);
    }

    /** At the right moment. */
    public MailOrder timed(Timing timing) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, journey, notAfter, priority, sender, about, timing, enclosure, notBefore);
    }

    /** With what {@link Enclosures} have under this key. */
    public MailOrder enclosing(String enclosure) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, journey, notAfter, priority, sender, about, timing,
                enclosure, notBefore);
    }

    /** Not before this moment: what happens until then it can still tell. */
    public MailOrder notBefore(Instant moment) {
        return new MailOrder(sourceKey, stream, leadId, account, purpose, mailing, reference, journey, notAfter, priority, sender, about, timing,
                enclosure, moment);
    }

    /**
     * What a mail is about.
     *
     * @param topic which leads may leave out, null for none of them
     * @param productGroup the goods it advertises: who bought similar ones may get it without a consent; null for none
     */
    public record About(String topic, String productGroup) {

        static final About ANYTHING = new About(null, null);
    }

    int lane() {
        return priority.lane(stream);
    }
}

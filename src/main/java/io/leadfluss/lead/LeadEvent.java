package io.leadfluss.lead;

/**
 * Something that happened to one lead. Its simple class name is the kind of the fact, the name of the BPMN signal that starts journeys and of
 * the BPMN message that wakes them.
 */
public interface LeadEvent {

    long leadId();

    /** Unique for this happening; recording the same key again does nothing. */
    String sourceKey();

    /** What it was about (a form, a mailing, an order number); never personal data. */
    default String subject() {
        return "";
    }

    default String kind() {
        return getClass().getSimpleName();
    }
}

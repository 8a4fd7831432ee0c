package io.leadfluss.consent;

/** What advertising to a lead rests on. */
public enum LegalBasis {

    /** The lead agreed and confirmed it. */
    CONSENT,

    /** It bought something, was told at once that it may object, and has not: only e-mails about similar goods (UWG s. 7 (3)). */
    EXISTING_CUSTOMER,

    /** Nothing: it must not be advertised to. */
    NONE
}

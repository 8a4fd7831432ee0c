package io.leadfluss.lead;

/** How far a lead has come on the way from interest to purchase. */
public enum Stage {

    /** Wants news, nothing else is known. */
    SUBSCRIBER,
    /** Asked for something: a download, a call, an answer. */
    LEAD,
    /** Marketing holds it ripe for sales (marketing qualified). */
    MQL,
    /** Sales has accepted it (sales accepted). */
    SAL,
    /** Sales found a real wish to buy (sales qualified). */
    SQL,
    /** Has bought. */
    CUSTOMER,
    /** Will not buy; kept aside. */
    DISQUALIFIED
}

package io.leadfluss.mail.inbound;

/** What a bounce says about the address, and about us. The order is by weight: of several recipients in one report the first counts. */
public enum BounceClass {
    /** There is no such mailbox, and there will not be. */
    HARD,
    /** The receiver does not accept us as a sender: our set-up or reputation is at fault, not the address. */
    POLICY,
    /** The receiver's rules do not want this mail; says nothing about the address either. */
    UNWANTED,
    /** Not this time: full, down, too large. */
    SOFT,
    /** Still being tried; counts for nothing. */
    DELAYED,
    /** It has arrived. */
    DELIVERED
}

package io.leadfluss.newsletter;

/** What the variants of an issue compete for. */
public enum Goal {
    CLICKS, OPENS
}

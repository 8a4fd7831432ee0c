package io.leadfluss.tracking;

/** What somebody, or something, did with a mail or on our site. */
public enum HitKind { OPEN, CLICK, VISIT }

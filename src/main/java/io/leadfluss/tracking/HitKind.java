package io.leadfluss.tracking;

/** What somebody, or something, did with a mail or on our site. */
enum HitKind { OPEN, CLICK, VISIT }

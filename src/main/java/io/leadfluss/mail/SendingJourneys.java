package io.leadfluss.mail;

import java.util.SortedSet;

/** The journeys that mails may belong to; told by the engine room, which knows the models. */
public interface SendingJourneys {

    /** The ids of all deployed processes. */
    SortedSet<String> ids();
}

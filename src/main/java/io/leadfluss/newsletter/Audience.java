package io.leadfluss.newsletter;

import java.util.List;

/**
 * Whom an issue is for, in filters as they were when it was handed in.
 *
 * @param filter who is meant; empty for all who agreed to get advertising
 * @param excluded who is left out all the same
 * @param topic what it is about; who does not want that topic is left out too; null for none
 */
record Audience(String filter, List<String> excluded, String topic) {

    Audience {
        filter = filter == null ? "" : filter;
        excluded = List.copyOf(excluded);
    }
}

package io.leadfluss.consent;

import java.util.List;

/** Implemented by features that promised something for the confirmation; the page behind the link offers it. */
public interface AfterConfirmation {

    /** What the confirmed request opens. */
    List<Gift> gifts(long requestId);

    /**
     * @param name what it is called in the lead's words
     * @param url where it is, relative to the site
     */
    record Gift(String name, String url) {
    }
}

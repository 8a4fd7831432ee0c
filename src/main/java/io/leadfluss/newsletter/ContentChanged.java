package io.leadfluss.newsletter;

/** A mailing is no longer what was approved. */
public class ContentChanged extends RuntimeException {

    ContentChanged(long issueId, String mailing) {
        super("Mailing " + mailing + " of issue " + issueId + " was changed after it had been handed in: it must be approved anew");
    }
}

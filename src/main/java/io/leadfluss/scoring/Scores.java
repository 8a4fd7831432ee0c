package io.leadfluss.scoring;

import org.springframework.stereotype.Component;

/** Scores of leads. */
@Component
public class Scores {

    /** The score as of now with all its points. */
    public Score explain(long leadId) { throw new UnsupportedOperationException(); }

    /** Fit is computed anew after the profile changed. */
    public void profileChanged(long leadId) { throw new UnsupportedOperationException(); }
}

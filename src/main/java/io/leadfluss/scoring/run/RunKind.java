package io.leadfluss.scoring.run;

/** Why all leads are looked at. */
public enum RunKind {

    /** Their scores are computed anew by the tables in use. */
    RESCORE,
    /** Changed tables are tried: nothing is stored of a score. */
    TRIAL,
    /** Scores of former times are compared with what became of the leads. */
    CALIBRATION
}

package io.leadfluss.scoring.run;

/** The tables in use have changed while a run compared them with something: it has to be started anew. */
public class RunOvertaken extends RuntimeException {

    /** As the run's problem. */
    public static final String PROBLEM = "overtaken";

    public RunOvertaken() {
        super(PROBLEM);
    }
}

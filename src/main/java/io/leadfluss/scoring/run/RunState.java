package io.leadfluss.scoring.run;

/** How far a run is. */
public enum RunState {

    /** Under way, or as soon as a copy of the program has time. */
    RUNNING,
    /** Somebody told it to wait. */
    PAUSED,
    /** All is done. */
    DONE,
    /** Somebody ended it, or something newer made it pointless. */
    STOPPED;

    public boolean isOpen() {
        return this == RUNNING || this == PAUSED;
    }
}

package io.leadfluss.scoring.run;

/** What a kind of run does. */
public interface RunWork {

    RunKind kind();

    /** Works off the leads with these numbers, in the transaction that ticks the part off. */
    PartDone part(Run run, long first, long last);

    /** Works off one lead that a part left over, in a transaction of its own. */
    default void single(Run run, RunLead lead) {
    }
}

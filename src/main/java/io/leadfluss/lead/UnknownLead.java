package io.leadfluss.lead;

/** No lead has this number, or it has been erased. */
public class UnknownLead extends RuntimeException {

    public UnknownLead(long id) {
        super("There is no lead " + id + ": it never existed or has been erased");
    }
}

package io.leadfluss.capture;

/** What was sent cannot be taken in; the message names the field and the way out, but never repeats the value, since it may end in a log. */
public class InvalidIntake extends IllegalArgumentException {

    private final String field;

    InvalidIntake(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    public String field() {
        return field;
    }
}

package io.leadfluss.bench;

import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** One of the two that run the same models: the bare engine with empty steps, or the program with its real ones. */
interface Side {

    String name();

    JdbcTemplate jdbc();

    /** Makes ready what the leads of the next round need before it is measured. */
    void prepare(int first, int count);

    /** Takes one lead in and lets it confirm, as far as it goes before and after its mail: the part before. */
    void request(int lead);

    /** The lead presses the button behind the link in its mail. */
    void confirm(int lead);

    /** How many leads the side can let start in one transaction. */
    int startsTogether();

    /** Starts the model for some leads by its signal. */
    void start(String model, IntStream leads);

    /** Lets jobs run or not. */
    void run(boolean running);

    /** Lets mails go out or not, where there are any. */
    void deliver(boolean delivering);

    /** How much of what is due is left to do. */
    int left();

    /** Jobs that the engine has taken up since its start. */
    long jobs();
}

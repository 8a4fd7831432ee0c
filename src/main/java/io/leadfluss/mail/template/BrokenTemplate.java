package io.leadfluss.mail.template;

import java.util.Locale;

/** A mailing that cannot be rendered, or must not be sent as it is. The message says what to mend. */
public class BrokenTemplate extends RuntimeException {

    private final transient Problem problem;

    public BrokenTemplate(String message) {
        this(message, (Throwable) null);
    }

    public BrokenTemplate(String message, Throwable cause) {
        super(message, cause);
        this.problem = null;
    }

    /** Breaks a rule that can be told in several languages. */
    public BrokenTemplate(Problem problem) {
        super(problem.words(Locale.ENGLISH));
        this.problem = problem;
    }

    BrokenTemplate(String file, Problem problem) {
        super(file + ": " + problem.words(Locale.ENGLISH));
        this.problem = problem;
    }

    /** In this language as far as it can be told in it, else in English. */
    String words(Locale locale) {
        return problem == null ? getMessage() : problem.words(locale);
    }
}

package io.leadfluss.mail.template;

import java.util.Optional;
import java.util.stream.Stream;

/** What a mailing is for, which decides what must be in it and what must not. Its template says so by the frame that it uses. */
public enum Kind {
    /** Needs a legal basis, an imprint and ways out: {@code <@mail.page>}. */
    ADVERTISING("page"),
    /** About business that is under way, without a word of advertising: {@code <@mail.letter>}. */
    BUSINESS("letter"),
    /** Asks whether an address is whose it seems: {@code <@mail.check>}. */
    CHECK("check"),
    /** To the own staff: {@code <@mail.notice>}. */
    NOTICE("notice");

    private final String frame;

    Kind(String frame) {
        this.frame = frame;
    }

    static Optional<Kind> ofFrame(String macro) {
        return Stream.of(values()).filter(kind -> macro.equals("mail." + kind.frame)).findFirst();
    }
}

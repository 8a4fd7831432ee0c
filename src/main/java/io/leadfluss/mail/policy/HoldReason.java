package io.leadfluss.mail.policy;

import io.leadfluss.rules.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why a mail waits: stored as a code with what belongs to it, shown in the reader's language. */
@Component
public class HoldReason {

    private static final String MARK = "held.";
    private static final String EXPIRED = "too-late.";

    private final MessageSource texts;

    HoldReason(MessageSource texts) {
        this.texts = texts;
    }

    static String of(String kind, Object value, String why) {
        return MARK + kind + "|" + value + "|" + (why == null ? "" : why);
    }

    /** In words; empty when the reason says nothing of waiting. */
    public Optional<String> words(String reason, Locale locale) {
        if (reason == null || !isHold(reason)) {
            return Optional.empty();
        }
        boolean expired = reason.startsWith(EXPIRED);
        List<String> parts = Arrays.asList(reason.substring(expired ? EXPIRED.length() : 0).split("\\|", 3));
        String value = parts.size() > 1 ? parts.get(1) : "";
        String why = parts.size() > 2 ? new Reason(parts.get(2)).in(locale.getLanguage()) : "";
        String words = texts.getMessage("mail.reason." + parts.get(0), new Object[] {value}, parts.get(0), locale) + (why.isEmpty() ? "" : " " + why);
        return Optional.of(expired ? texts.getMessage("mail.reason.too-late", null, "", locale) + " " + words : words);
    }

    private static boolean isHold(String reason) {
        return reason.startsWith(MARK) || reason.startsWith(EXPIRED + MARK);
    }
}

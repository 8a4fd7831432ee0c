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
    private static final String IN_VAIN = "!";

    private final MessageSource texts;

    HoldReason(MessageSource texts) {
        this.texts = texts;
    }

    static String of(String kind, Object value, String why) {
        return MARK + kind + "|" + value + "|" + (why == null ? "" : why);
    }

    /** The same for a mail that will be too late when it may go. */
    static String inVain(String reason) {
        return reason.replaceFirst("\\|", IN_VAIN + "|");
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
        String code = parts.get(0).replace(IN_VAIN, "");
        String words = texts.getMessage("mail.reason." + code, new Object[] {value}, code, locale) + (why.isEmpty() ? "" : " " + why);
        if (expired) {
            return Optional.of(texts.getMessage("mail.reason.too-late", null, "", locale) + " " + words);
        }
        return Optional.of(parts.get(0).endsWith(IN_VAIN) ? words + " " + texts.getMessage("mail.reason.in-vain", null, "", locale) : words);
    }

    private static boolean isHold(String reason) {
        return reason.startsWith(MARK) || reason.startsWith(EXPIRED + MARK);
    }
}

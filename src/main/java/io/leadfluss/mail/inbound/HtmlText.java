package io.leadfluss.mail.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;

/** The words of an HTML mail, without what it quotes. Only good for looking for words in it. */
final class HtmlText {

    private static final Set<String> BREAKS = Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "blockquote", "hr");
    private static final Set<String> HIDDEN = Set.of("style", "script", "title");
    /** Where mail programs begin the mail that is answered. */
    private static final List<String> QUOTES = List.of("<blockquote", "class=\"gmail_quote", "id=\"divrplyfwdmsg\"", "id=\"appendonsend\"",
            "class=\"moz-cite-prefix\"", "class=\"yahoo_quoted", "id=\"mail-editor-reference-message-container\"");

    private HtmlText() {
    }

    static String of(String html) {
        String small = html.toLowerCase(Locale.ROOT);
        int end = QUOTES.stream().mapToInt(small::indexOf).filter(at -> at >= 0).min().orElse(html.length());
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < end) {
            int tag = html.indexOf('<', at);
            if (tag < 0 || tag >= end) {
                text.append(html, at, end);
                break;
            }
            text.append(html, at, tag);
            int close = html.indexOf('>', tag);
            if (close < 0) {
                break;
            }
            String name = name(small, tag + 1);
            if (BREAKS.contains(name)) {
                text.append('\n');
            }
            at = close + 1;
            if (HIDDEN.contains(name) && html.charAt(tag + 1) != '/') {
                int after = small.indexOf("</" + name, at);
                at = after < 0 ? end : after;
            }
        }
        return HtmlUtils.htmlUnescape(text.toString()).replace('\u00a0', ' ');
    }

    private static String name(String html, int from) {
        int to = html.charAt(Math.min(from, html.length() - 1)) == '/' ? from + 1 : from;
        int start = to;
        while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
            to++;
        }
        return html.substring(start, to);
    }
}

package io.leadfluss.mail.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A finished HTML mail read once from front to back: its text part with the same content, its links, and what must not be in it.
 *
 * @param refused what no mail may contain
 * @param doubtful what a mail should not contain, though it can be sent
 */
public record HtmlMail(String text, List<String> links, List<String> images, List<Problem> refused, List<Problem> doubtful) {

    private static final Pattern TOKEN = Pattern.compile("<!--(.*?)-->|<![a-zA-Z][^>]*>"
            + "|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)\\s*(?:=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");
    private static final Set<String> NEVER = Set.of("script", "iframe", "object", "embed", "form", "input", "base", "svg", "math", "link", "frame");
    private static final Set<String> SKIPPED = Set.of("head", "style", "title");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote", "hr");
    private static final Set<String> LINES = Set.of("br", "tr", "div", "address");
    private static final Pattern SAFE_TARGET = Pattern.compile("(?i)(https?://[^\\s\"'<>\\\\/?#][^\\s\"'<>\\\\]*|mailto:[^\\s\"'<>@]+@[^\\s\"'<>@]+|tel:[+0-9().-]+)");
    private static final Pattern HOST = Pattern.compile("(?i)https?://([^/?#]*)");
    private static final Set<String> SAYS_NOTHING = Set.of("hier", "hier klicken", "klicken sie hier", "klick hier", "link", "mehr", "weiter", "here",
            "click here", "this", "this link", "more", "read more", "mehr erfahren", "weiterlesen", "learn more");

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern LINE_ENDS = Pattern.compile("[ \\t]*\\n[ \\t]*");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

    static HtmlMail parse(String html) {
        return new Reading(html).read();
    }

    private static final class Reading {

        private final String html;
        private final StringBuilder text = new StringBuilder();
        private final List<String> links = new ArrayList<>();
        private final List<String> images = new ArrayList<>();
        private final List<Problem> refused = new ArrayList<>();
        private final List<Problem> doubtful = new ArrayList<>();
        private String skippedUntil;
        private boolean htmlOnly;
        private String openLink;
        private int openLinkAt;

        private Reading(String html) {
            this.html = html;
        }

        private HtmlMail read() {
            Matcher matcher = TOKEN.matcher(html);
            int end = 0;
            while (matcher.find()) {
                words(html.substring(end, matcher.start()));
                end = matcher.end();
                if (matcher.group(1) != null) {
                    comment(matcher.group(1).strip());
                } else if (matcher.group(3) != null) {
                    tag(matcher.group(3).toLowerCase(Locale.ROOT), !matcher.group(2).isEmpty(), matcher.group(4));
                }
            }
            words(html.substring(end));
            String plain = BLANK_LINES.matcher(LINE_ENDS.matcher(text).replaceAll("\n")).replaceAll("\n\n").strip() + "\n";
            return new HtmlMail(plain, List.copyOf(links), List.copyOf(images), List.copyOf(refused), List.copyOf(doubtful));
        }

        private void comment(String words) {
            if (words.equals("html only")) {
                htmlOnly = true;
            } else if (words.equals("/html only")) {
                htmlOnly = false;
            }
        }

        private boolean silent() {
            return htmlOnly || skippedUntil != null;
        }

        private void words(String raw) {
            if (silent() || raw.isEmpty()) {
                return;
            }
            String words = SPACES.matcher(HtmlUtils.htmlUnescape(raw)).replaceAll(" ");
            if (words.startsWith(" ") && (text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1)))) {
                words = words.substring(1);
            }
            text.append(words);
        }

        private void tag(String name, boolean closing, String attributes) {
            if (NEVER.contains(name)) {
                refused.add(new Problem("tag-refused", name));
            }
            if (skippedUntil != null) {
                skippedUntil = closing && name.equals(skippedUntil) ? null : skippedUntil;
                return;
            }
            if (SKIPPED.contains(name) && !closing) {
                skippedUntil = name;
                return;
            }
            if (!closing) {
                attributes(name, attributes);
            }
            if (silent()) {
                return;
            }
            if (name.equals("a") && closing) {
                closeLink();
            } else if (PARAGRAPHS.contains(name)) {
                text.append("\n\n");
            } else if (name.equals("li")) {
                text.append(closing ? "" : "\n- ");
            } else if (LINES.contains(name)) {
                text.append("\n");
            }
        }

        private void attributes(String tag, String attributes) {
            Matcher matcher = ATTRIBUTE.matcher(attributes);
            String alt = null;
            while (matcher.find()) {
                String name = matcher.group(1).toLowerCase(Locale.ROOT);
                String value = HtmlUtils.htmlUnescape(first(matcher.group(2), matcher.group(3), matcher.group(4)));
                if (name.startsWith("on")) {
                    refused.add(new Problem("script", tag, name));
                } else if (name.equals("href") || name.equals("src") || name.equals("background") || name.equals("action")) {
                    target(tag, value);
                } else if (name.equals("alt")) {
                    alt = value;
                }
            }
            if (tag.equals("img")) {
                if (alt == null) {
                    refused.add(new Problem("picture-without-text", images.isEmpty() ? "" : images.get(images.size() - 1)));
                } else if (!silent()) {
                    text.append(alt);
                }
            }
        }

        private void target(String tag, String value) {
            if (!SAFE_TARGET.matcher(value).matches()) {
                refused.add(new Problem("link-broken", value));
            } else {
                host(value);
            }
            if (tag.equals("a")) {
                links.add(value);
                openLink = value;
                openLinkAt = text.length();
            } else {
                images.add(value);
            }
        }

        private void host(String value) {
            Matcher matcher = HOST.matcher(value);
            if (matcher.lookingAt()) {
                String host = matcher.group(1);
                if (host.contains("@") || !host.contains(".") || host.startsWith("127.")) {
                    doubtful.add(new Problem("link-nowhere", value));
                } else if (value.regionMatches(true, 0, "http:", 0, 5)) {
                    doubtful.add(new Problem("link-insecure", value));
                }
            }
        }

        private void closeLink() {
            if (openLink != null) {
                String shown = text.substring(Math.min(openLinkAt, text.length())).strip();
                if (shown.isEmpty() || SAYS_NOTHING.contains(shown.toLowerCase(Locale.ROOT))) {
                    doubtful.add(new Problem("link-says-nothing", shown, openLink));
                }
                String target = openLink.startsWith("mailto:") ? openLink.substring("mailto:".length()) : openLink;
                if (!shown.equals(target)) {
                    text.append(" <").append(target).append(">");
                }
                openLink = null;
            }
        }

        private static String first(String... values) {
            for (String value : values) {
                if (value != null) {
                    return value;
                }
            }
            return "";
        }
    }
}

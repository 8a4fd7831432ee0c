package io.leadfluss.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** A mail in the demo's inbox, taken apart. */
public record ReceivedMail(Head head, String text, String html, String source, String listUnsubscribe, String listUnsubscribePost,
        String returnPath, String replyTo) {

    private static final Pattern HIDDEN = Pattern.compile("<a [^>]*aria-hidden=\"true\"[^>]*>");
    private static final Pattern HREF = Pattern.compile("href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN_LINK = Pattern.compile("https?://[^\\s<>\"')]*[^\\s<>\"').,;:!?]");

    /** What a list of mails shows. */
    public record Head(String id, String from, String to, String subject, Instant date, String messageId) {
    }

    static ReceivedMail read(String id, byte[] source) {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source));
            List<String> texts = new ArrayList<>();
            List<String> htmls = new ArrayList<>();
            collect(message, texts, htmls);
            return new ReceivedMail(
                    new Head(id, decoded(message, "From"), or(header(message, "X-Envelope-To"), decoded(message, "To")), or(message.getSubject(), ""),
                            Instant.ofEpochMilli(Long.parseLong(id)), or(message.getMessageID(), "")),
                    String.join("\n", texts), String.join("\n", htmls), new String(source, StandardCharsets.UTF_8),
                    unfolded(message, "List-Unsubscribe"), header(message, "List-Unsubscribe-Post"), or(header(message, "Return-Path"), ""),
                    or(header(message, "Reply-To"), decoded(message, "From")));
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail " + id + " is not a mail", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every address that the mail links to and a person can see, in its order. */
    Set<String> links() {
        Set<String> links = new LinkedHashSet<>();
        Matcher inHtml = HREF.matcher(HIDDEN.matcher(html).replaceAll(""));
        while (inHtml.find()) {
            links.add(HtmlUtils.htmlUnescape(inHtml.group(1) == null ? inHtml.group(2) : inHtml.group(1)));
        }
        Matcher inText = PLAIN_LINK.matcher(text);
        while (inText.find()) {
            links.add(inText.group());
        }
        return links;
    }

    /** The text part in pieces, so that a page can make its links into links. */
    public List<Word> words() {
        List<Word> words = new ArrayList<>();
        Matcher link = PLAIN_LINK.matcher(text);
        int end = 0;
        while (link.find()) {
            words.add(new Word(text.substring(end, link.start()), false));
            words.add(new Word(link.group(), true));
            end = link.end();
        }
        words.add(new Word(text.substring(end), false));
        return words;
    }

    /** A piece of text that is a link or not. */
    public record Word(String text, boolean link) {
    }

    private static void collect(Part part, List<String> texts, List<String> htmls) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i), texts, htmls);
            }
        } else if (part.isMimeType("text/plain")) {
            texts.add(part.getContent().toString());
        } else if (part.isMimeType("text/html")) {
            htmls.add(part.getContent().toString());
        }
    }

    private static String decoded(MimeMessage message, String name) throws MessagingException, IOException {
        String value = header(message, name);
        return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
    }

    private static String unfolded(MimeMessage message, String name) throws MessagingException {
        String value = header(message, name);
        return value == null ? null : MimeUtility.unfold(value);
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        return message.getHeader(name, ", ");
    }

    private static String or(String value, String fallback) {
        return value == null ? fallback : value;
    }
}

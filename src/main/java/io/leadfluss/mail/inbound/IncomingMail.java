package io.leadfluss.mail.inbound;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A mail from outside, taken apart as far as it takes to judge it. Strangers wrote every word of it. */
record IncomingMail(Map<String, List<String>> headers, List<Section> sections) {

    private static final Session SESSION = session();
    private static final int HEADERS = 300;

    /** A part that holds no other; type is in small letters and without parameters. A mail within the mail is one section and stays closed. */
    record Section(String type, String text) {

        boolean is(String... types) {
            return List.of(types).contains(type);
        }
    }

    /** @throws UnreadableMail when it goes beyond the limits, or is no mail at all */
    static IncomingMail read(byte[] source, Limits limits) {
        // The parser keeps an object for every part, so they are counted before it sees them.
        if (borders(source) > limits.lines()) {
            throw new UnreadableMail("it has more than " + limits.lines() + " parts");
        }
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(source));
            List<Section> sections = new ArrayList<>();
            collect(message, 0, limits, sections);
            return new IncomingMail(headers(message, limits), sections);
        } catch (MessagingException | IOException e) {
            throw new UnreadableMail("it cannot be read as a mail", e);
        }
    }

    /** The first header of this name in words, or an empty text. */
    String header(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    List<String> all(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    boolean has(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    Optional<Section> section(String... types) {
        return sections.stream().filter(section -> section.is(types)).findFirst();
    }

    /** What its sender wrote, as plain text. */
    String text() {
        return section("text/plain").filter(plain -> !plain.text().isBlank()).map(Section::text)
                .or(() -> section("text/html").map(html -> HtmlText.of(html.text()))).orElse("");
    }

    /** A report or a copy of ours within it: the parts that only machines write. */
    String attachedMail() {
        return section("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers")
                .map(Section::text).orElse("");
    }

    private static Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    private static int borders(byte[] source) {
        int found = 0;
        for (int i = 0; i + 2 < source.length; i++) {
            if (source[i] == '\n' && source[i + 1] == '-' && source[i + 2] == '-') {
                found++;
            }
        }
        return found;
    }

    private static void collect(Part part, int depth, Limits limits, List<Section> sections) throws MessagingException, IOException {
        if (depth > limits.depth()) {
            throw new UnreadableMail("its parts are nested deeper than " + limits.depth());
        }
        if (sections.size() >= limits.sections()) {
            return;
        }
        String type = type(part);
        Multipart parts = type.startsWith("multipart/") ? parts(part) : null;
        if (parts == null) {
            sections.add(new Section(type, text(part, type, limits.characters())));
        } else {
            for (int i = 0; i < parts.getCount() && sections.size() < limits.sections(); i++) {
                collect(parts.getBodyPart(i), depth + 1, limits, sections);
            }
        }
    }

    /** Null when it only pretends to have parts. */
    private static Multipart parts(Part part) {
        try {
            return part.getContent() instanceof Multipart parts && parts.getCount() > 0 ? parts : null;
        } catch (MessagingException | IOException e) {
            return null;
        }
    }

    private static String type(Part part) {
        try {
            String given = part.getContentType();
            return given == null ? "text/plain" : new ContentType(given).getBaseType().toLowerCase(Locale.ROOT);
        } catch (MessagingException e) {
            return "text/plain";
        }
    }

    private static String text(Part part, String type, int characters) throws MessagingException {
        if (!type.startsWith("text/") && !type.startsWith("message/")) {
            return "";
        }
        // A letter has at most four bytes.
        try (InputStream in = part.getInputStream()) {
            return cut(new String(in.readNBytes(characters * 4), charset(part)), characters);
        } catch (IOException e) {
            return "";
        }
    }

    private static Charset charset(Part part) {
        try {
            String name = new ContentType(part.getContentType()).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (MessagingException | IllegalArgumentException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static Map<String, List<String>> headers(MimeMessage message, Limits limits) throws MessagingException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Enumeration<Header> all = message.getAllHeaders();
        for (int i = 0; i < HEADERS && all.hasMoreElements(); i++) {
            Header header = all.nextElement();
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(decoded(header, limits.characters()));
        }
        return headers;
    }

    private static String decoded(Header header, int characters) {
        String value = header.getValue() == null ? "" : cut(header.getValue(), characters);
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value)).strip();
        } catch (UnsupportedEncodingException e) {
            return MimeUtility.unfold(value).strip();
        }
    }

    private static String cut(String text, int characters) {
        return text.length() > characters ? text.substring(0, characters) : text;
    }
}

package io.leadfluss.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;

/** One mail as the program wrote it, so that all write equally large ones with the same headers. */
record SampleMail(byte[] bytes, MimeMessage mail) {

    static SampleMail of(byte[] bytes) {
        try {
            return new SampleMail(bytes, new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return bytes.length;
    }

    boolean signed() {
        return header("DKIM-Signature") != null;
    }

    String header(String name) {
        try {
            String[] values = mail.getHeader(name);
            return values == null ? null : values[0].replaceAll("\\r?\\n\\s+", " ");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    String subject() throws MessagingException {
        return mail.getSubject();
    }

    String text() throws MessagingException, IOException {
        return part(mail.getContent(), "text/plain");
    }

    String html() throws MessagingException, IOException {
        return part(mail.getContent(), "text/html");
    }

    private static String part(Object content, String type) throws MessagingException, IOException {
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = parts.getBodyPart(i).isMimeType(type) ? parts.getBodyPart(i).getContent().toString()
                        : part(parts.getBodyPart(i).getContent(), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}

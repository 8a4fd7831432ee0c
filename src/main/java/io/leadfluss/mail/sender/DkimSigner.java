package io.leadfluss.mail.sender;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Signs mails by RFC 6376 with {@code rsa-sha256} and {@code relaxed/relaxed}. Each header of the list is named once more than it occurs, so that
 * nobody can add another From, Subject or List-Unsubscribe to a signed mail. The library's signer cannot do that.
 */
class DkimSigner {

    private static final List<String> SIGNED = List.of("From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "MIME-Version",
            "Content-Type", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post");
    private static final int LINE = 72;

    private final String domain;
    private final String selector;
    private final DkimKey key;

    DkimSigner(String domain, String selector, DkimKey key) {
        this.domain = domain;
        this.selector = selector;
        this.key = key;
    }

    /** The header to be put before this mail, whose lines must end in CRLF. */
    String header(byte[] mail, Instant now) {
        int body = bodyStart(mail);
        Map<String, List<String>> headers = headers(new String(mail, 0, body, StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>();
        StringBuilder signed = new StringBuilder();
        for (String name : SIGNED) {
            List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            // Of several equal headers the last one counts first.
            for (int i = values.size() - 1; i >= 0; i--) {
                signed.append(name.toLowerCase(Locale.ROOT)).append(':').append(relaxed(values.get(i))).append("\r\n");
                names.add(name);
            }
            names.add(name);
        }
        String start = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector + "; t=" + now.getEpochSecond() + ";\r\n\th="
                + folded(names) + ";\r\n\tbh=" + Base64.getEncoder().encodeToString(bodyHash(mail, body)) + ";\r\n\tb=";
        signed.append("dkim-signature:").append(relaxed(start));
        return "DKIM-Signature: " + start + wrapped(sign(signed.toString().getBytes(StandardCharsets.UTF_8))) + "\r\n";
    }

    private byte[] sign(byte[] signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.key());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A mail cannot be signed", e);
        }
    }

    private static int bodyStart(byte[] mail) {
        for (int i = 3; i < mail.length; i++) {
            if (mail[i] == '\n' && mail[i - 1] == '\r' && mail[i - 2] == '\n' && mail[i - 3] == '\r') {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("A mail without an empty line after its headers cannot be signed");
    }

    private static Map<String, List<String>> headers(String head) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String name = "";
        for (String line : head.split("\r\n")) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                List<String> values = headers.get(name);
                values.set(values.size() - 1, values.get(values.size() - 1) + line);
            } else if (!line.isEmpty()) {
                int colon = line.indexOf(':');
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.computeIfAbsent(name, key -> new ArrayList<>()).add(line.substring(colon + 1));
            }
        }
        return headers;
    }

    /** One line, every run of blanks as one, none at its ends (RFC 6376, 3.4.2). */
    static String relaxed(String value) {
        StringBuilder relaxed = new StringBuilder(value.length());
        boolean blank = false;
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == ' ' || each == '\t') {
                blank = true;
            } else if (each != '\r' && each != '\n') {
                if (blank && relaxed.length() > 0) {
                    relaxed.append(' ');
                }
                blank = false;
                relaxed.append(each);
            }
        }
        return relaxed.toString();
    }

    /** The same for each line of the body, without empty lines at its end (RFC 6376, 3.4.4). */
    private static byte[] bodyHash(byte[] mail, int start) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        byte[] relaxed = new byte[mail.length - start + 2];
        int length = 0;
        int end = 0;
        boolean blank = false;
        for (int i = start; i < mail.length; i++) {
            byte each = mail[i];
            if (each == ' ' || each == '\t') {
                blank = true;
            } else if (each == '\r' && i + 1 < mail.length && mail[i + 1] == '\n') {
                relaxed[length++] = '\r';
                relaxed[length++] = '\n';
                blank = false;
                i++;
            } else {
                if (blank) {
                    relaxed[length++] = ' ';
                    blank = false;
                }
                relaxed[length++] = each;
                end = length;
            }
        }
        if (end > 0) {
            relaxed[end] = '\r';
            relaxed[end + 1] = '\n';
            digest.update(relaxed, 0, end + 2);
        }
        return digest.digest();
    }

    private static String folded(List<String> names) {
        StringBuilder folded = new StringBuilder();
        int column = 3;
        for (String name : names) {
            if (folded.length() > 0) {
                folded.append(':');
                column++;
            }
            if (column + name.length() > LINE) {
                folded.append("\r\n\t ");
                column = 2;
            }
            folded.append(name);
            column += name.length();
        }
        return folded.toString();
    }

    private static String wrapped(byte[] signature) {
        String text = Base64.getEncoder().encodeToString(signature);
        StringBuilder wrapped = new StringBuilder();
        for (int i = 0; i < text.length(); i += LINE) {
            wrapped.append(i == 0 ? "" : "\r\n\t ").append(text, i, Math.min(text.length(), i + LINE));
        }
        return wrapped.toString();
    }
}

package io.leadfluss.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.springframework.util.FastByteArrayOutputStream;

/** A mail as the bytes that travel: written once, so that what was signed is what is sent. */
class ComposedMail extends SMTPMessage {

    private static final int USUAL_SIZE = 16_384;

    private final byte[] bytes;
    private final Address[] recipients;

    private ComposedMail(Session session, byte[] bytes, Address[] recipients, String envelopeSender) {
        super(session);
        this.bytes = bytes;
        this.recipients = recipients;
        setEnvelopeFrom(envelopeSender);
    }

    /** @param seal signs the mail, given with CRLF after every line */
    static ComposedMail of(MimeMessage mail, Session session, String envelopeSender, UnaryOperator<byte[]> seal)
            throws MessagingException, IOException {
        // One without locks: it is written byte by byte.
        FastByteArrayOutputStream written = new FastByteArrayOutputStream(USUAL_SIZE);
        // A lone line feed would become CRLF only on its way out, and break the signature.
        mail.writeTo(new CRLFOutputStream(written));
        return new ComposedMail(session, seal.apply(written.toByteArray()), mail.getAllRecipients(), envelopeSender);
    }

    @Override
    public Address[] getAllRecipients() {
        return recipients;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
    }
}

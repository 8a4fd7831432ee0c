package io.leadfluss.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Knows whether the relay may already have the whole mail, which decides if it may be sent again. */
class RelayTransport extends SMTPTransport {

    private boolean mailMayBeComplete;

    RelayTransport(Session session, boolean tlsFromStart) {
        super(session, null, tlsFromStart ? "smtps" : "smtp", tlsFromStart);
    }

    boolean mailMayBeComplete() {
        return mailMayBeComplete;
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        mailMayBeComplete = false;
        super.sendMessage(message, addresses);
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        mailMayBeComplete = true;
        super.finishData();
    }

    @Override
    protected void finishBdat() throws IOException, MessagingException {
        mailMayBeComplete = true;
        super.finishBdat();
    }
}

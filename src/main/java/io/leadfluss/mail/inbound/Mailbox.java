package io.leadfluss.mail.inbound;

import io.leadfluss.mail.inbound.InboundSettings.Tls;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.springframework.stereotype.Component;

/** The mailbox that mails come back to, read by IMAP. A mail is marked or deleted there only after it is stored here. */
@Component
class Mailbox {

    private static final int AT_A_TIME = 200;

    private final InboundSettings settings;
    private final Session session;

    Mailbox(InboundSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    boolean isConfigured() {
        return settings.isConfigured();
    }

    /**
     * Hands over new mails, each cut off at the limit, until there are none. A mail that cannot be taken stays where it is.
     *
     * @throws MessagingException when the mailbox cannot be read
     */
    int fetch(Consumer<byte[]> taker) throws MessagingException {
        int fetched = 0;
        try (Store store = session.getStore()) {
            store.connect(settings.host(), settings.port(), settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                Message[] found = folder.search(new FlagTerm(new Flags(Flag.SEEN), false));
                for (int from = 0; from < found.length; from += AT_A_TIME) {
                    fetched += take(folder, Arrays.copyOfRange(found, from, Math.min(found.length, from + AT_A_TIME)), taker);
                }
            }
        }
        return fetched;
    }

    private int take(Folder folder, Message[] mails, Consumer<byte[]> taker) throws MessagingException {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.FLAGS);
        folder.fetch(mails, profile);
        int taken = 0;
        for (Message mail : mails) {
            try {
                if (!mail.isSet(Flag.DELETED)) {
                    taker.accept(source(mail));
                    mail.setFlag(settings.delete() ? Flag.DELETED : Flag.SEEN, true);
                    taken++;
                }
            } catch (MessageRemovedException e) {
                // Another copy of the program was faster.
            }
        }
        return taken;
    }

    /** Read in pieces, so that a huge mail costs no more than the limit. */
    private byte[] source(Message mail) throws MessagingException {
        IMAPMessage message = (IMAPMessage) mail;
        message.setPeek(true);
        try (InputStream in = message.getMimeStream()) {
            return in.readNBytes(settings.limit());
        } catch (IOException e) {
            throw mail.isExpunged() ? new MessageRemovedException() : new MessagingException("a mail could not be fetched", e);
        }
    }

    private static Properties properties(InboundSettings settings) {
        boolean tlsFromStart = settings.tls() == Tls.REQUIRED && settings.port() == 993;
        String protocol = tlsFromStart ? "imaps" : "imap";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put("mail.store.protocol", protocol);
        properties.put(prefix + "connectiontimeout", millis(Duration.ofSeconds(10)));
        properties.put(prefix + "timeout", millis(settings.timeout()));
        properties.put(prefix + "writetimeout", millis(settings.timeout()));
        properties.put(prefix + "fetchsize", "65536");
        properties.put(prefix + "partialfetch", "true");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "connectionpoolsize", "1");
        if (!tlsFromStart && settings.tls() == Tls.REQUIRED) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        return properties;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}

package io.leadfluss.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Plays those who get the mails of the demo, and their mail servers: what they send back goes to the mailbox that the program reads. */
@Component
@Profile("demo")
class Answers {

    /** There is none when the mails of the demo go to a server of somebody else. */
    private final ObjectProvider<MailServer> server;
    private final Clock clock;

    Answers(ObjectProvider<MailServer> server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Sends this back to the mail. */
    void send(ReceivedMail mail, Answer answer) {
        String to = plain(mail.head().to());
        String source = template(answer);
        Map<String, String> gaps = Map.of("to", to, "domain", to.substring(to.indexOf('@') + 1), "returnPath", plain(mail.returnPath()),
                "replyTo", plain(mail.replyTo()), "ourDomain", plain(mail.replyTo()).substring(plain(mail.replyTo()).indexOf('@') + 1),
                "messageId", line(mail.head().messageId()), "subject", line(mail.head().subject()), "id", UUID.randomUUID().toString(),
                "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        for (Map.Entry<String, String> gap : gaps.entrySet()) {
            source = source.replace("{{" + gap.getKey() + "}}", gap.getValue());
        }
        byte[] answered = source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        server.ifAvailable(each -> each.giveBack(answered));
    }

    private static String template(Answer answer) {
        try {
            return new ClassPathResource("demo/answers/" + answer.key() + ".eml").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address without a name or brackets. */
    private static String plain(String address) {
        String one = line(address).replaceAll(".*<([^>]*)>.*", "$1");
        return one.contains("@") ? one : "nobody@example.com";
    }

    private static String line(String text) {
        return text.replaceAll("[\\r\\n]+", " ").strip();
    }
}

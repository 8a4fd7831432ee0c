package io.leadfluss.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of the sample mails is. */
class ClassifierTests {

    private static final String BOUNCES = """
            postfix-no-such-user,          HARD,      5.1.1
            postfix-delayed,               DELAYED,   4.4.1
            postfix-expired,               SOFT,      4.4.1
            postfix-no-such-domain,        HARD,      5.4.4
            postfix-full,                  SOFT,      5.2.2
            dovecot-full,                  SOFT,      5.0.0
            exim-unknown,                  HARD,      5.1.1
            exim-spamhaus,                 POLICY,    5.0.0
            sendmail-unknown,              HARD,      5.1.1
            sendmail-warning,              DELAYED,   4.2.0
            exchange-online-not-found,     HARD,      5.1.10
            exchange-online-access-denied, HARD,      5.4.1
            exchange-online-dmarc,         POLICY,    5.7.515
            exchange-online-group,         UNWANTED,  5.7.133
            exchange-banned-ip,            POLICY,    5.7.606
            exchange-2010-full,            SOFT,      5.2.2
            gmail-no-such-user,            HARD,      5.1.1
            gmail-unauthenticated,         POLICY,    5.7.26
            gmail-rate,                    SOFT,      5.2.1
            gmail-disabled,                HARD,      5.2.1
            gmx-unavailable,               HARD,      5.0.0
            webde-policy,                  POLICY,    5.0.0
            t-online-blocked,              POLICY,    5.0.0
            t-online-unknown,              HARD,      5.0.0
            yahoo-no-account,              HARD,      5.0.0
            yahoo-policy,                  POLICY,    5.7.9
            yahoo-deferred,                UNWANTED,  4.7.0
            icloud-full,                   SOFT,      5.2.2
            ironport-wrapped,              UNWANTED,  5.7.1
            domino-not-listed,             HARD,      5.1.1
            smtputf8-unknown,              HARD,      5.1.1
            delivered-notice,              DELIVERED, 2.1.5
            two-recipients,                HARD,      5.1.1
            mimecast-rejected,             UNWANTED,  5.0.0
            broken-mime,                   HARD,      5.1.1
            qmail-no-mailbox,              HARD,      5.1.1
            qmail-no-words,                SOFT,      ''
            exim-old,                      HARD,      ''
            exim-old-delayed,              DELAYED,   ''
            yahoo-old,                     HARD,      ''
            gmx-old-german,                SOFT,      ''
            exchange-2003,                 HARD,      5.1.1
            notes-old,                     HARD,      ''
            groupwise,                     HARD,      ''
            mdaemon,                       HARD,      ''
            smarthost-blocked,             POLICY,    ''
            """;
    private static final String OTHERS = """
            arf-yahoo,            COMPLAINT
            arf-redacted,         COMPLAINT
            arf-opt-out,          COMPLAINT
            arf-not-spam,         AUTO
            ooo-exchange-german,  AUTO
            ooo-english,          AUTO
            ooo-french,           AUTO
            ooo-spanish,          AUTO
            ooo-italian,          AUTO
            ooo-dutch,            AUTO
            ooo-polish,           AUTO
            ooo-vacation-program, AUTO
            ticket-received,      AUTO
            list-mail,            AUTO
            read-receipt,         AUTO
            stop-one-word,        STOP
            stop-german,          STOP
            stop-objection,       STOP
            stop-english,         STOP
            stop-french,          STOP
            stop-in-html,         STOP
            stop-in-subject,      STOP
            reply-interested,     REPLY
            reply-outlook-quote,  REPLY
            reply-html-quote,     REPLY
            unsubscribe-by-mail,  UNSUBSCRIBE
            """;

    @ParameterizedTest
    @CsvSource(textBlock = BOUNCES)
    void knowsWhatABounceSays(String sample, BounceClass bounce, String status) {
        Judged judged = Classifier.judge(Samples.mail(sample));

        assertThat(judged.kind()).isEqualTo(Kind.BOUNCE);
        assertThat(judged.bounce()).isEqualTo(bounce);
        assertThat(judged.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(textBlock = OTHERS)
    void knowsWhatAMailIs(String sample, Kind kind) {
        assertThat(Classifier.judge(Samples.mail(sample)).kind()).isEqualTo(kind);
    }

    @Test
    void judgesEverySample() {
        Set<String> judged = List.of(BOUNCES, OTHERS).stream().flatMap(String::lines).map(line -> line.split(",")[0])
                .collect(Collectors.toSet());

        assertThat(Samples.names()).containsExactlyInAnyOrderElementsOf(judged);
    }
}

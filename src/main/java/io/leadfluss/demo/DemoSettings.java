package io.leadfluss.demo;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.demo}.
 *
 * @param data where database, keys and mails of the demo live
 * @param smtpPort where its mail server listens; chosen at start, 0 when another server is configured
 * @param imapPort where the mailbox is read to which mails come back; chosen at start, 0 when another one is configured
 * @param sampleData whether a fresh database is filled with leads to look at
 */
@ConfigurationProperties("leadfluss.demo")
record DemoSettings(@DefaultValue("./data") Path data, @DefaultValue("0") int smtpPort, @DefaultValue("0") int imapPort,
        @DefaultValue("true") boolean sampleData) {
}

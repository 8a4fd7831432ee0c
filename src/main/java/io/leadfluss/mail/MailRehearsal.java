package io.leadfluss.mail;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.UnknownLead;
import io.leadfluss.mail.Clearance.Cleared;
import io.leadfluss.mail.RelayAnswer.Outcome;
import io.leadfluss.mail.template.Audience;
import io.leadfluss.mail.template.Kind;
import io.leadfluss.mail.template.Rehearsal;
import io.leadfluss.mail.template.Rendered;
import io.leadfluss.mail.template.Templates;
import io.leadfluss.rules.LeadFilters;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes mails that nobody ordered, by the same pen as all others. */
@Component
class MailRehearsal implements Rehearsal {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Templates templates;
    private final MailWriter writer;
    private final Messages messages;
    private final LeadFilters filters;
    private final Accounts accounts;
    private final Relay relay;
    private final Clock clock;

    MailRehearsal(Templates templates, MailWriter writer, Messages messages, LeadFilters filters, Accounts accounts, Relay relay, Clock clock) {
        this.templates = templates;
        this.writer = writer;
        this.messages = messages;
        this.filters = filters;
        this.accounts = accounts;
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public Rendered write(String mailing, String language, long lead, String account) {
        return writer.write(cleared(mailing, language, lead, account), audience(lead)).rendered();
    }

    @Override
    public Optional<String> send(String mailing, String language, long lead, String account) {
        if (!relay.isConfigured()) {
            return Optional.of("leadfluss.mail.smtp.host");
        }
        try (Relay.Connection connection = relay.connection()) {
            var mail = connection.compose(writer.write(cleared(mailing, language, lead, account), audience(lead)));
            RelayAnswer answer = connection.open().orElseGet(() -> connection.send(mail));
            return answer.outcome() == Outcome.ACCEPTED ? Optional.empty() : Optional.of(answer.text());
        }
    }

    private Audience audience(long lead) {
        return lead == SAMPLE ? Audience.all() : lead == STRANGER ? Audience.none() : new Audience(filters, List.of(lead));
    }

    /** With the address of the member of the staff in place of the lead's. */
    private Cleared cleared(String mailing, String language, long lead, String account) {
        Account tester = accounts.findByUsernameAndEnabledTrue(account).orElseThrow();
        Kind kind = templates.kind(mailing, List.of(language));
        Stream stream = kind == null ? Stream.MARKETING : MailWriter.stream(kind);
        Message message = new Message(Message.REHEARSAL, Math.max(lead, 0), null, stream, null, mailing, null, null, null, 0, 0, clock.instant(),
                clock.instant(), null, MailOrder.About.ANYTHING, null);
        return new Cleared(message, addressee(lead, language, EmailAddress.parse(tester.email())), stream == Stream.STAFF ? tester : null, false, null);
    }

    private Addressee addressee(long lead, String language, EmailAddress address) {
        if (lead == SAMPLE) {
            return new Addressee(0, address, true, "ms", "Maria", "Muster", "Muster & Söhne", language, ZONE);
        }
        if (lead == STRANGER) {
            return new Addressee(0, address, true, null, null, null, null, language, ZONE);
        }
        Addressee known = messages.addressees(List.of(lead)).get(lead);
        if (known == null) {
            throw new UnknownLead(lead);
        }
        return new Addressee(lead, address, true, known.salutation(), known.firstName(), known.lastName(), known.company(), language, known.zone());
    }
}

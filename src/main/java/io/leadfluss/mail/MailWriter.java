package io.leadfluss.mail;

import freemarker.template.TemplateMethodModelEx;
import io.leadfluss.consent.Consents;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.mail.Clearance.Cleared;
import io.leadfluss.mail.Enclosures.Enclosure;
import io.leadfluss.mail.sender.Imprint;
import io.leadfluss.mail.sender.ReturnPath;
import io.leadfluss.mail.sender.SenderProfile;
import io.leadfluss.mail.sender.SenderProfiles;
import io.leadfluss.mail.sender.Signatures;
import io.leadfluss.mail.template.Audience;
import io.leadfluss.mail.template.BrokenTemplate;
import io.leadfluss.mail.template.ContentRules;
import io.leadfluss.mail.template.Kind;
import io.leadfluss.mail.template.PlainText;
import io.leadfluss.mail.template.Rendered;
import io.leadfluss.mail.template.Samples;
import io.leadfluss.mail.template.Templates;
import io.leadfluss.rules.LeadFilters;
import io.leadfluss.security.Tokens;
import io.leadfluss.tracking.Tracking;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.simplejavamail.api.email.CalendarMethod;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.email.EmailBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Writes one mail: its template filled in, its headers, and what the law wants to stand in it. */
@Component
class MailWriter {

    /** Stands in a rehearsal where a mail has the token of its lead. */
    private static final String NOBODYS = "preview";

    private final Templates templates;
    private final LeadFilters filters;
    private final Consents consents;
    private final Tracking tracking;
    private final Tokens tokens;
    private final SenderProfiles profiles;
    private final ReturnPath returnPath;
    private final Signatures signatures;
    private final ObjectProvider<Enclosures> enclosures;
    private final String base;
    private final Clock clock;

    MailWriter(Templates templates, LeadFilters filters, Consents consents, Tracking tracking, Tokens tokens, SenderProfiles profiles,
            ReturnPath returnPath, Signatures signatures, ObjectProvider<Enclosures> enclosures, MailSettings.Place place, Clock clock) {
        this.templates = templates;
        this.filters = filters;
        this.consents = consents;
        this.tracking = tracking;
        this.tokens = tokens;
        this.profiles = profiles;
        this.returnPath = returnPath;
        this.signatures = signatures;
        this.enclosures = enclosures;
        this.base = place.base();
        this.clock = clock;
    }

    /** The mail as it will be read, and as it will be sent; the seal signs its bytes. */
    record Written(Rendered rendered, Email email, String messageId, String envelopeSender, UnaryOperator<byte[]> seal) {

        /** For the proof: the mail in words, as it was sent. */
        String copy() {
            return "Message-ID: " + messageId + "\nTo: " + email.getRecipients().get(0).getAddress() + "\nSubject: " + rendered.subject() + "\n\n"
                    + rendered.text();
        }
    }

    /** For whom of these the blocks of their mailings are. */
    Audience audience(Collection<Cleared> together) {
        return new Audience(filters, together.stream().map(cleared -> cleared.message().leadId()).toList());
    }

    /** @throws BrokenTemplate saying what must be mended before this mail can go out */
    Written write(Cleared cleared, Audience audience) {
        Message message = cleared.message();
        SenderProfile sender = sender(message);
        EmailAddress from = sender.fromAddress();
        Map<String, String> links = links(message, sender);
        Optional<Enclosure> enclosure = enclosure(cleared);
        Map<String, Object> model = model(cleared, sender, links, audience);
        if (message.isRehearsal()) {
            model.put("meeting", Samples.meeting());
            model.put("digest", Samples.digest());
        }
        enclosure.ifPresent(enclosed -> model.put(enclosed.name(), enclosed.words()));
        Rendered mail = templates.render(message.mailing(), List.of(language(cleared)), cleared.lead().zone(), model);
        check(message.stream(), sender.imprint(), mail, links);
        if (cleared.restsOnSale() && !mail.text().contains(ObjectionNotice.in(mail.language()))) {
            throw new BrokenTemplate("The template does not tell customers that they may object: use <@mail.page>, which does");
        }
        // The same however often the mail is tried, so that a receiver can tell a second copy.
        String messageId = message.messageId() != null ? message.messageId()
                : "<" + message.id() + "." + Long.toString(message.queuedAt().toEpochMilli(), 36) + "@" + from.domain() + ">";
        return new Written(mail, email(cleared, mail, sender, messageId, links, enclosure), messageId, returnPath.of(message.id(), sender),
                bytes -> signatures.sign(sender, bytes, clock.instant()));
    }

    private Optional<Enclosure> enclosure(Cleared cleared) {
        String key = cleared.message().enclosure();
        if (key == null) {
            return Optional.empty();
        }
        String account = cleared.account() == null ? null : cleared.account().username();
        Locale language = Locale.forLanguageTag(language(cleared));
        return Optional.of(enclosures.stream().flatMap(found -> found.find(key, account, language).stream()).findFirst()
                .orElseThrow(() -> new BrokenTemplate("What this mail is about, " + key + ", is gone")));
    }

    /** The one that the order names, else the one of its stream, else the standard one. */
    private SenderProfile sender(Message message) {
        String name = message.sender();
        SenderProfile sender = name == null ? profiles.ofStream(message.stream().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                : profiles.named(name)
                .orElseThrow(() -> new BrokenTemplate("There is no sender '" + name + "' in the settings: leadfluss.mail.senders." + name));
        // Also a check mail is a letter of business; only the own staff know whose it is.
        if (message.stream() != Stream.STAFF && !sender.missing().isEmpty()) {
            throw new BrokenTemplate("Mails to leads need a complete imprint: " + String.join(", ", sender.missing()) + " not set");
        }
        if (message.stream() != Stream.STAFF && sender.isDeceptive()) {
            throw new BrokenTemplate("The name of the sender '" + sender.name() + "' is deceptive: /app/sending says why");
        }
        if (sender.from().isEmpty()) {
            throw new BrokenTemplate("Mails need a sender: leadfluss.mail.sender.email is not set");
        }
        return sender;
    }

    private static String language(Cleared cleared) {
        return cleared.account() == null || cleared.message().isRehearsal() ? cleared.lead().language() : cleared.account().language();
    }

    private Map<String, String> links(Message message, SenderProfile sender) {
        Map<String, String> links = new HashMap<>();
        if (!sender.privacyUrl().isEmpty()) {
            links.put("privacy", sender.privacyUrl());
        }
        switch (message.stream()) {
            case OPT_IN -> links.put("confirm", base + "/c/" + (message.isRehearsal() ? NOBODYS : consents.token(message.requestId())));
            case STAFF -> links.put("task", base + place(message));
            case TRANSACTIONAL -> links.put("preferences", base + "/p/" + preferencesToken(message));
            case MARKETING -> {
                links.put("unsubscribe", base + "/u/" + unsubscribeToken(message));
                links.put("preferences", base + "/p/" + preferencesToken(message));
            }
        }
        return links;
    }

    /** Where the staff go on: to the open task or, without one, to the lead. */
    private static String place(Message message) {
        if (message.isRehearsal()) {
            return "/app";
        }
        if (message.isAboutNobody()) {
            return about(message)[0];
        }
        return message.reference() == null ? "/app/leads/" + message.leadId() : "/app/handovers/" + message.reference();
    }

    private String preferencesToken(Message message) {
        return message.isRehearsal() ? NOBODYS : tokens.issue("preferences", message.leadId());
    }

    private String unsubscribeToken(Message message) {
        return message.isRehearsal() ? NOBODYS : tokens.issue("unsubscribe", message.leadId(), message.id());
    }

    /** Plain copies only: a template can reach nothing but these words. */
    private Map<String, Object> model(Cleared cleared, SenderProfile sender, Map<String, String> links, Audience audience) {
        Message message = cleared.message();
        Map<String, Object> model = new HashMap<>();
        model.put("base", base);
        model.put("links", links);
        model.put("sender", sender.imprint().words());
        model.put("lead", message.stream() == Stream.OPT_IN ? Map.of() : leadModel(cleared.lead()));
        model.put("matches", audience.blocksFor(message.leadId(), templates.filters(message.mailing(), List.of(language(cleared)))));
        model.put("requestedAt", Date.from(message.queuedAt()));
        if (cleared.account() != null) {
            model.put("rep", Map.of("name", Objects.requireNonNullElse(PlainText.person(cleared.account().displayName()), "")));
        }
        if (message.isAboutNobody() && !message.isRehearsal()) {
            model.put("about", about(message)[1]);
        }
        if (cleared.restsOnSale()) {
            model.put("objection", ObjectionNotice.words());
        }
        if (cleared.tracked()) {
            model.put("trap", tracking.trapUrl(message.leadId(), message.id(), message.mailing()));
            model.put("pixel", tracking.pixelUrl(message.leadId(), message.id(), message.mailing()));
        }
        model.put("linkTo", (TemplateMethodModelEx) arguments -> {
            String name = arguments.get(0).toString();
            String target = arguments.get(1).toString();
            return cleared.tracked() ? tracking.clickUrl(message.leadId(), message.id(), message.mailing(), name, target) : target;
        });
        return model;
    }

    /** The page that a mail leads to, and what it is about. */
    private static String[] about(Message message) {
        return message.reference().split(" ", 2);
    }

    private static Map<String, String> leadModel(Addressee lead) {
        Map<String, String> model = new HashMap<>();
        model.put("salutation", lead.salutation());
        model.put("firstName", lead.firstName());
        model.put("lastName", lead.lastName());
        model.put("name", lead.fullName());
        model.put("company", lead.company());
        model.values().removeIf(Objects::isNull);
        return model;
    }

    private void check(Stream stream, Imprint sender, Rendered mail, Map<String, String> links) {
        ContentRules.problems(kind(stream), mail, base, links, sender.words().values()).stream().findFirst().ifPresent(problem -> {
            throw new BrokenTemplate(problem);
        });
    }

    private static Kind kind(Stream stream) {
        return switch (stream) {
            case MARKETING -> Kind.ADVERTISING;
            case TRANSACTIONAL -> Kind.BUSINESS;
            case OPT_IN -> Kind.CHECK;
            case STAFF -> Kind.NOTICE;
        };
    }

    static Stream stream(Kind kind) {
        return Arrays.stream(Stream.values()).filter(stream -> kind(stream) == kind).findFirst().orElseThrow();
    }

    private Email email(Cleared cleared, Rendered mail, SenderProfile sender, String messageId, Map<String, String> links,
            Optional<Enclosure> enclosure) {
        Message message = cleared.message();
        EmailAddress reply = sender.replyAddress();
        EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                .from(sender.imprint().fullName(), sender.fromAddress().toString())
                .withReplyTo(reply.toString())
                .withSubject(message.isRehearsal() ? "[Test] " + mail.subject() : mail.subject())
                .withPlainText(mail.text())
                .withHTMLText(mail.html())
                .fixingMessageId(messageId)
                .fixingSentDate(Date.from(clock.instant()))
                .withHeader("X-Leadfluss-Message", Long.toString(message.id()));
        // Beside the words for programs with a calendar of their own, and as a file for all others.
        enclosure.filter(enclosed -> enclosed.calendar() != null).ifPresent(enclosed -> email.withCalendarText(CalendarMethod.valueOf(enclosed.method()), enclosed.calendar())
                .withAttachment("invite.ics", enclosed.calendar().getBytes(StandardCharsets.UTF_8), "application/ics"));
        return switch (message.stream()) {
            // Not even the name, which anybody may have typed into the form.
            case OPT_IN -> email.to(cleared.lead().address().toString()).withHeader("Auto-Submitted", "auto-generated").buildEmail();
            case TRANSACTIONAL -> email.to(cleared.lead().fullName(), cleared.lead().address().toString())
                    .withHeader("Auto-Submitted", "auto-generated").buildEmail();
            case STAFF -> email
                    .to(PlainText.person(cleared.account().displayName()), EmailAddress.parse(cleared.account().email()).toString())
                    .withHeader("Auto-Submitted", "auto-generated").buildEmail();
            case MARKETING -> email.to(cleared.lead().fullName(), cleared.lead().address().toString())
                    .withHeader("List-Unsubscribe", "<" + links.get("unsubscribe") + ">, <mailto:" + reply + "?subject=unsubscribe%20"
                            + unsubscribeToken(message) + ">")
                    .withHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                    .withHeader("Feedback-ID", message.mailing() + ":" + message.stream().name().toLowerCase(Locale.ROOT) + ":leadfluss")
                    .buildEmail();
        };
    }
}

package io.leadfluss.mail.inbound;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.mail.inbound.IncomingMail.Section;
import io.leadfluss.mail.sender.ReturnPath;
import io.leadfluss.security.Tokens;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the mail of ours that another one is about. */
@Component
class Traces {

    private static final List<String> DELIVERED_TO = List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To",
            "X-Delivered-To", "To", "Cc",
            "Resent-To");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"(),;:\\[\\]]{1,200}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern LEAVING = Pattern.compile("/u/([A-Za-z0-9_-]{20,200})");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{3,198}>");
    private static final String ROW = "SELECT id, lead_id, mailing, stream FROM message WHERE ";
    private static final int CANDIDATES = 50;

    private final ReturnPath returnPath;
    private final Tokens tokens;
    private final JdbcClient jdbc;

    Traces(ReturnPath returnPath, Tokens tokens, JdbcClient jdbc) {
        this.returnPath = returnPath;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    /** Only by a token of ours: in the address that was written to, or in what a report gives back of our mail. */
    Optional<Trace> proven(IncomingMail mail) {
        return tokenised(mail).or(() -> leaving(mail)).flatMap(id -> row("id = ?", id, true));
    }

    /** By the token in the subject of a mail that a mail program wrote at the press of "unsubscribe". */
    Optional<Trace> unsubscribing(IncomingMail mail) {
        return Classifier.UNSUBSCRIBE.matcher(mail.header("Subject")).results().map(found -> found.group(1)).findFirst()
                .flatMap(token -> tokens.verify("unsubscribe", token)).filter(ids -> ids.length == 2)
                .flatMap(ids -> row("id = ?", ids[1], true));
    }

    /** The mail that a person answers, by the headers that each mail program sets. */
    Optional<Trace> answered(IncomingMail mail) {
        return Stream.of("In-Reply-To", "References").flatMap(name -> mail.all(name).stream())
                .flatMap(value -> MESSAGE_ID.matcher(value).results()).map(MatchResult::group).distinct().limit(CANDIDATES)
                .flatMap(id -> row("message_id = ?", id, false).stream()).filter(trace -> !trace.isToStaff()).findFirst()
                .or(() -> verp(mail).flatMap(id -> row("id = ?", id, true)));
    }

    /** The lead with the address that the mail claims to come from. */
    Optional<Long> lead(IncomingMail mail) {
        return from(mail).flatMap(address -> jdbc.sql("SELECT id FROM leads WHERE email_key = ?").params(address.key()).query(Long.class)
                .optional());
    }

    static Optional<EmailAddress> from(IncomingMail mail) {
        try {
            InternetAddress[] from = InternetAddress.parse(mail.header("From"), false);
            return from.length == 1 ? Optional.of(EmailAddress.parse(from[0].getAddress())) : Optional.empty();
        } catch (AddressException | InvalidAddress e) {
            return Optional.empty();
        }
    }

    private Optional<Long> tokenised(IncomingMail mail) {
        return verp(mail).or(() -> mail.sections().stream()
                .filter(section -> section.type().startsWith("message/") || section.is("text/rfc822-headers", "text/plain"))
                .flatMap(section -> addresses(section.text())).findFirst());
    }

    private Optional<Long> verp(IncomingMail mail) {
        return DELIVERED_TO.stream().flatMap(name -> mail.all(name).stream()).flatMap(this::addresses).findFirst();
    }

    private Stream<Long> addresses(String text) {
        return ADDRESS.matcher(text).results().map(MatchResult::group).distinct().limit(CANDIDATES).map(returnPath::messageOf)
                .filter(OptionalLong::isPresent).map(OptionalLong::getAsLong);
    }

    private Optional<Long> leaving(IncomingMail mail) {
        return mail.sections().stream().map(Section::text).flatMap(text -> LEAVING.matcher(text).results()).map(found -> found.group(1))
                .distinct().limit(CANDIDATES)
                .flatMap(token -> tokens.verify("unsubscribe", token).stream()).filter(ids -> ids.length == 2).map(ids -> ids[1])
                .findFirst();
    }

    private Optional<Trace> row(String where, Object key, boolean proven) {
        return jdbc.sql(ROW + where).params(key).query((row, n) -> trace(row, proven)).optional();
    }

    private static Trace trace(ResultSet row, boolean proven) throws SQLException {
        return new Trace(row.getLong("id"), row.getLong("lead_id"), row.getString("mailing"), row.getString("stream"), proven);
    }
}

package io.leadfluss.mail.inbound;

import io.leadfluss.lead.FactRecorded;
import io.leadfluss.mail.MailFailed;
import io.leadfluss.mail.inbound.BounceRules.Judgement;
import io.leadfluss.mail.inbound.Returns.Way;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hears what the relay refused while it was told to: the same as a bounce that comes later as a mail. */
@Component
class RelayRefusals {

    private final Returns returns;
    private final JdbcClient jdbc;

    RelayRefusals(Returns returns, JdbcClient jdbc) {
        this.returns = returns;
        this.jdbc = jdbc;
    }

    @EventListener
    void failed(FactRecorded recorded) {
        if (recorded.event() instanceof MailFailed failed) {
            jdbc.sql("SELECT stream, reason FROM message WHERE id = ? AND reason IS NOT NULL").params(failed.messageId())
                    .query((row, n) -> new String[] {row.getString(1), row.getString(2)}).optional()
                    .ifPresent(row -> refused(new Trace(failed.messageId(), failed.leadId(), failed.mailing(), row[0], true), row[1]));
        }
    }

    /** Some fail without any server having said a word about them. */
    private void refused(Trace trace, String answer) {
        Judgement judgement = BounceRules.judge("", answer);
        if (judgement.basic() > 0 || !judgement.status().isEmpty()) {
            returns.add(trace, judgement.bounce().name(), Way.RELAY, judgement.status(), answer);
        }
    }
}

package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** The database goes while the relay takes a mail: what the relay did is kept in mind until it can be stored. */
@JourneyTest
class DatabaseAwayTests extends OutboxTest {

    private final Outage outage = new Outage();
    private Dispatcher dispatcher;

    @BeforeEach
    void databaseGoesAtTheFinalDot() {
        relay.atDot(() -> outage.away = true);
        dispatcher = dispatcher(outage);
    }

    @Test
    void mailThatArrivedMeanwhileIsSentOnce() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        assertThatThrownBy(dispatcher::dispatchDue).isInstanceOf(CannotCreateTransactionException.class);
        assertThat(state(id)).isEqualTo("SENDING");

        outage.away = false;
        dispatcher.dispatchDue();

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(facts.exists(lead, "MailSent", "aida-attention")).isTrue();
        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
    }

    @Test
    void mailThatIsInDoubtForAnotherCopyIsSentWhenThisOneCanTell() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        assertThatThrownBy(dispatcher::dispatchDue).isInstanceOf(CannotCreateTransactionException.class);
        update("UPDATE message SET lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR WHERE id = ?", id);
        dispatcher(transactions).dispatchDue();
        assertThat(state(id)).isEqualTo("IN_DOUBT");

        outage.away = false;
        dispatcher.dispatchDue();

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(column(id, "reason")).isNull();
        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
    }

    @Test
    void mailThatWasRefusedMeanwhileHasFailed() {
        long lead = subscriber("dot554");
        long id = queue(lead, "aida-attention");
        assertThatThrownBy(dispatcher::dispatchDue).isInstanceOf(CannotCreateTransactionException.class);

        outage.away = false;
        dispatcher.dispatchDue();

        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(facts.exists(lead, "MailFailed", "aida-attention")).isTrue();
    }

    private final class Outage implements PlatformTransactionManager {

        private volatile boolean away;

        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            if (away) {
                throw new CannotCreateTransactionException("the database is away");
            }
            return transactions.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            transactions.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            transactions.rollback(status);
        }
    }
}

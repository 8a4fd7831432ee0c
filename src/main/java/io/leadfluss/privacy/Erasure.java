package io.leadfluss.privacy;

import io.leadfluss.consent.Consents;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.PersonalData;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Erases leads completely (GDPR Art. 17): every package's rows, in one transaction. Only the keyed hash of a blocked address outlives it. */
@Component
@Transactional
public class Erasure {

    private final List<PersonalData> data;
    private final Consents consents;
    private final ApplicationEventPublisher publisher;
    private final EntityManager entities;
    private final JdbcClient jdbc;

    Erasure(List<PersonalData> data, Consents consents, ApplicationEventPublisher publisher, EntityManager entities, JdbcClient jdbc) {
        this.data = data;
        this.consents = consents;
        this.publisher = publisher;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    /** Erases the lead now; false when it is gone already. */
    public boolean erase(long leadId) {
        if (!lock(leadId, "")) {
            return false;
        }
        publisher.publishEvent(new LeadErased(leadId));
        // What this transaction still holds in memory is written first, and forgotten after, so that nothing of it comes back.
        entities.flush();
        data.forEach(part -> part.erase(leadId));
        entities.detach(entities.getReference(Lead.class, leadId));
        return true;
    }

    /** Erases a lead that never confirmed its address, unless a request of it still waits for that; false when it stays. */
    public boolean forget(long leadId) {
        return lock(leadId, "AND confirmed_at IS NULL") && consents.openRequest(leadId).isEmpty() && erase(leadId);
    }

    private boolean lock(long leadId, String condition) {
        return jdbc.sql("SELECT id FROM leads WHERE id = :lead " + condition + " FOR UPDATE").param("lead", leadId).query(Long.class)
                .optional().isPresent();
    }
}

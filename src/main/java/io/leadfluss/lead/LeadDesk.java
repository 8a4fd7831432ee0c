package io.leadfluss.lead;

import io.leadfluss.security.Audit;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where staff corrects leads and notes what it knows of them; who changed what is on record. */
@Component
@Transactional
class LeadDesk {

    private final Leads leads;
    private final LeadRegister register;
    private final Notes notes;
    private final Audit audit;

    LeadDesk(Leads leads, LeadRegister register, Notes notes, Audit audit) {
        this.leads = leads;
        this.register = register;
        this.notes = notes;
        this.audit = audit;
    }

    /** @throws OptimisticLockingFailureException when somebody else changed the lead since the form was shown */
    void correct(long id, LeadForm form) {
        Lead lead = leads.get(id);
        if (lead.version() != form.version()) {
            throw new OptimisticLockingFailureException("Lead " + id + " is at version " + lead.version() + ", not " + form.version());
        }
        register.correct(lead, form.profile(), form.kind());
        audit.record("lead-corrected", Long.toString(id));
    }

    void note(long id, String author, String text) {
        notes.add(leads.get(id).id(), author, text);
    }
}

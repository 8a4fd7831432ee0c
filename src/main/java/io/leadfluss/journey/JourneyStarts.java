package io.leadfluss.journey;

import io.leadfluss.journey.feel.LeadFilter;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.lead.Leads;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Starts journeys for leads when the trigger's filter and re-entry rule allow it. All starts of a transaction happen together at its end: many leads
 * then cost one flush of the engine, and a filter sees what the whole transaction has made of its lead.
 */
@Component
class JourneyStarts {

    private static final Logger log = LoggerFactory.getLogger(JourneyStarts.class);

    private final ProcessEngineConfigurationImpl engine;
    private final RuntimeService runtime;
    private final Leads leads;
    private final LeadFilter filter;
    private final JdbcClient jdbc;
    private final Clock clock;

    JourneyStarts(ProcessEngine engine, Leads leads, LeadFilter filter, JdbcClient jdbc, Clock clock) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.runtime = engine.getRuntimeService();
        this.leads = leads;
        this.filter = filter;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Starts the journey at the end of the current transaction, and with it. */
    void startLater(Trigger trigger, LeadEvent event) {
        later(() -> start(trigger, event));
    }

    /** Ends a process that is at work just now as soon as it has come to rest, in the current transaction. */
    void endLater(String instanceId, String reason) {
        later(() -> {
            if (runtime.createProcessInstanceQuery().processInstanceId(instanceId).count() > 0) {
                runtime.deleteProcessInstance(instanceId, reason, true, true);
            }
        });
    }

    /** Does something with the engine, and with its own right, at the end of the current transaction. */
    void later(Runnable wish) {
        Wishes wishes = (Wishes) TransactionSynchronizationManager.getResource(this);
        if (wishes == null) {
            wishes = new Wishes();
            TransactionSynchronizationManager.bindResource(this, wishes);
            TransactionSynchronizationManager.registerSynchronization(wishes);
        }
        wishes.waiting.add(wish);
    }

    private void start(Trigger trigger, LeadEvent event) {
        // It may have been erased in the same transaction.
        leads.findById(event.leadId()).ifPresent(lead -> start(trigger, event, lead));
    }

    private void start(Trigger trigger, LeadEvent event, Lead lead) {
        boolean allowed = lead.isConfirmed() || trigger.unconfirmed();
        if (allowed && isMeant(trigger, lead, event) && enters(trigger, event)) {
            runtime.createProcessInstanceById(trigger.definitionId()).businessKey(Long.toString(lead.id()))
                    .startBeforeActivity(trigger.startEvent()).execute();
        }
    }

    private boolean isMeant(Trigger trigger, Lead lead, LeadEvent event) {
        try {
            return trigger.filter() == null || filter.matches(trigger.filter(), lead, event);
        } catch (RuntimeException e) {
            // One journey's broken filter must not undo what happened to the lead, nor keep other journeys from starting.
            log.error("Journey {} does not start for lead {}: {}", trigger.journey(), lead.id(), e.getMessage());
            return false;
        }
    }

    private boolean enters(Trigger trigger, LeadEvent event) {
        return switch (trigger.reEntry().rule()) {
            case ALWAYS -> true;
            case ONCE -> enterOnce(trigger, event.leadId(), "");
            case PER_SUBJECT -> enterOnce(trigger, event.leadId(), event.subject());
            case AFTER -> enterOnce(trigger, event.leadId(), "") || enterAgain(trigger, event.leadId());
        };
    }

    private boolean enterOnce(Trigger trigger, long leadId, String subject) {
        return 1 == jdbc.sql("INSERT IGNORE INTO journey_entry (journey, lead_id, subject, entered_at) VALUES (:journey, :lead, :subject, :now)")
                .param("journey", trigger.journey()).param("lead", leadId).param("subject", subject).param("now", clock.instant()).update();
    }

    private boolean enterAgain(Trigger trigger, long leadId) {
        Instant latest = clock.instant().atZone(ZoneOffset.UTC).minus(trigger.reEntry().after()).toInstant();
        return 1 == jdbc.sql("""
                        UPDATE journey_entry SET entered_at = :now
                        WHERE journey = :journey AND lead_id = :lead AND subject = '' AND entered_at <= :latest""")
                .param("journey", trigger.journey()).param("lead", leadId).param("now", clock.instant()).param("latest", latest).update();
    }

    private class Wishes implements TransactionSynchronization {

        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            while (!waiting.isEmpty()) {
                // A rep whose decision starts a journey needs no right to start any.
                engine.getCommandExecutorTxRequired().execute(command -> command.runWithoutAuthorization(() -> {
                    for (Runnable wish = waiting.poll(); wish != null; wish = waiting.poll()) {
                        wish.run();
                    }
                    return null;
                }));
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(JourneyStarts.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(JourneyStarts.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(JourneyStarts.this);
        }
    }
}

package io.leadfluss.scoring.run;

import io.leadfluss.scoring.run.Runs.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on the runs. Each part is committed for itself, so a program that dies leaves nothing half done, and any number of copies share one run. There
 * is one worker in each: people and journeys go first.
 */
@Component
public class RunWorker implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RunWorker.class);
    private static final int TRIES = 3;

    private final Runs runs;
    private final RunLeads leads;
    private final Map<RunKind, RunWork> work;
    private final TransactionTemplate transaction;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "score-runs");
        made.setDaemon(true);
        return made;
    });
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopping;

    RunWorker(Runs runs, RunLeads leads, List<RunWork> work, PlatformTransactionManager transactions) {
        this.runs = runs;
        this.leads = leads;
        this.work = work.stream().collect(Collectors.toMap(RunWork::kind, Function.identity()));
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Lets the worker look whether there is something to do; it takes its own time. */
    @Scheduled(fixedDelay = 1_000)
    void wake() {
        if (!stopping && busy.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    work();
                } catch (RuntimeException e) {
                    log.error("A run over all leads is held up, next try in a moment", e);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** Works off all runs as far as they are not paused, the oldest first; answers how many parts and single leads that were. */
    public int work() {
        int all = 0;
        for (Run run : runs.running()) {
            while (!stopping && step(run.id())) {
                all++;
            }
            if (!stopping) {
                transaction.executeWithoutResult(status -> runs.end(run.id()));
            }
        }
        return all;
    }

    /** One part, or one lead; false when there is none left, or somebody else has the last ones. */
    public boolean step(long runId) {
        Optional<Run> run = runs.find(runId).filter(found -> found.state() == RunState.RUNNING);
        return run.isPresent() && (part(run.get()) || single(run.get()));
    }

    private boolean part(Run run) {
        for (int tries = 1; ; tries++) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> {
                    Optional<Part> part = runs.claim(run.id());
                    part.ifPresent(found -> runs.done(run.id(), found, work.get(run.kind()).part(run, found.first(), found.last())));
                    return part.isPresent();
                }));
            } catch (RunOvertaken e) {
                transaction.executeWithoutResult(status -> {
                    runs.failed(run.id(), RunOvertaken.PROBLEM);
                    runs.stop(run.id());
                });
                return false;
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    giveUp(run, e);
                    return false;
                }
                log.warn("A part of run {} failed, trying again: {}", run.id(), e.getMessage());
            }
        }
    }

    /** A run that cannot go on waits for somebody who mends what is broken. */
    private void giveUp(Run run, RuntimeException e) {
        log.error("Run {} over all leads is paused", run.id(), e);
        transaction.executeWithoutResult(status -> {
            runs.failed(run.id(), e.getMessage());
            runs.pause(run.id());
        });
    }

    private boolean single(Run run) {
        RunLead[] claimed = {null};
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Optional<RunLead> lead = leads.claim(run.id());
                lead.ifPresent(found -> {
                    claimed[0] = found;
                    work.get(run.kind()).single(run, found);
                    leads.done(run.id(), found);
                });
                return lead.isPresent();
            }));
        } catch (RuntimeException e) {
            if (claimed[0] == null) {
                throw e;
            }
            log.error("Run {}: lead {} is passed over", run.id(), claimed[0].leadId(), e);
            transaction.executeWithoutResult(status -> {
                runs.failed(run.id(), e.getMessage());
                leads.done(run.id(), claimed[0]);
            });
            return true;
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        thread.shutdown();
        if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
            log.warn("A part of a run over all leads did not end in time, the next start takes it up again");
        }
    }
}

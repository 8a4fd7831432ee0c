package io.leadfluss.journey.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The engine's time and the jobs that wait for it, for those who move time: the demo and the tests. */
@Component
public class EngineTime {

    private static final Logger log = LoggerFactory.getLogger(EngineTime.class);
    private static final int BATCH = 100;

    private final ManagementService management;
    private final JobExecutor executor;

    EngineTime(ProcessEngine engine) {
        this.management = engine.getManagementService();
        this.executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    /** Lets the clock of the whole program go on from now plus this. */
    public void shiftBy(Duration offset) {
        ClockUtil.offset(offset.toMillis());
    }

    /** Keeps the engine from running jobs by itself while the action moves time. */
    public void withoutJobExecutor(Runnable action) {
        boolean active = executor.isActive();
        if (active) {
            executor.shutdown();
        }
        try {
            action.run();
        } finally {
            if (active) {
                executor.start();
            }
        }
    }

    /** When the next job is due, after the one and at the latest at the other time. */
    public Optional<Instant> nextDue(Instant after, Instant latest) {
        return management.createJobQuery().active().withRetriesLeft()
                .duedateHigherThan(Date.from(after)).duedateLowerThan(Date.from(latest.plusMillis(1))).orderByJobDuedate().asc().listPage(0, BATCH).stream()
                .filter(EngineTime::belongsToProcess).map(job -> job.getDuedate().toInstant()).findFirst();
    }

    /** Runs the jobs that are due now, one by one; a job that fails keeps its retries as ever. Returns how many ran. */
    public int runDue() {
        List<Job> due = management.createJobQuery().active().executable().orderByJobDuedate().asc().listPage(0, BATCH).stream()
                .filter(EngineTime::belongsToProcess).toList();
        due.forEach(job -> {
            try {
                management.executeJob(job.getId());
            } catch (RuntimeException e) {
                log.warn("Job {} of {} failed: {}", job.getId(), job.getProcessDefinitionKey(), e.getMessage());
            }
        });
        return due.size();
    }

    /** The engine's own cleaning of its history would be run a hundred times over. */
    private static boolean belongsToProcess(Job job) {
        return job.getProcessDefinitionId() != null;
    }
}

package io.leadfluss.journey.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some jobs in one transaction. When any of them fails nothing of it has happened and each is run on its own, so that only the bad one fails and
 * only its retries count.
 */
class JobChunk implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(JobChunk.class);

    private final List<String> jobs;
    private final ProcessEngineImpl engine;

    JobChunk(List<String> jobs, ProcessEngineImpl engine) {
        this.jobs = jobs;
        this.engine = engine;
    }

    @Override
    public void run() {
        boolean active = engine.getProcessEngineConfiguration().getJobExecutor().isActive();
        List<String> left = active && jobs.size() > 1 ? together() : jobs;
        if (!left.isEmpty()) {
            new ExecuteJobsRunnable(left, engine).run();
        }
    }

    /** Returns the jobs still to be run: those that the chunk itself created and locked for this thread, or all when it failed. */
    private List<String> together() {
        var context = new JobExecutorContext();
        Context.setJobExecutorContext(context);
        try {
            engine.getProcessEngineConfiguration().getCommandExecutorTxRequired().execute(command -> {
                for (String job : jobs) {
                    new ExecuteJobsCmd(job, new JobFailureCollector(job)).execute(command);
                }
                return null;
            });
            return List.copyOf(context.getCurrentProcessorJobQueue());
        } catch (RuntimeException e) {
            log.info("{} jobs are run one by one, since together they failed: {}", jobs.size(), e.getMessage());
            return jobs;
        } finally {
            Context.removeJobExecutorContext();
        }
    }
}

package io.leadfluss.journey.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;

/**
 * Executes many due jobs in one transaction. The engine's work per job is mostly statements and commits, so many leads that are due together cost
 * a fraction of what they cost one by one. Acquisition and locks stay the engine's own.
 */
class ChunkedJobExecutor extends SpringJobExecutor {

    /** Longer transactions would hold rows that a person may be waiting for. */
    private static final int LARGEST_CHUNK = 50;

    private final int threads;
    private final Semaphore free;

    /** @param threads how many chunks run at the same time; as many more are kept ready */
    ChunkedJobExecutor(int threads) {
        this.threads = threads;
        this.free = new Semaphore(2 * threads);
    }

    @Override
    protected void ensureInitialization() {
        super.ensureInitialization();
        acquireJobsRunnable = new Acquisition();
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> jobs, ProcessEngineImpl engine) {
        Runnable chunk = new JobChunk(jobs, engine);
        return () -> {
            try {
                chunk.run();
            } finally {
                free.release();
            }
        };
    }

    private class Acquisition extends SequentialJobAcquisitionRunnable {

        Acquisition() {
            super(ChunkedJobExecutor.this);
        }

        /** Waits for a free place instead of being rejected, so that never more jobs are locked than can soon be run. */
        @Override
        protected void executeJobs(JobAcquisitionContext context, ProcessEngineImpl engine, AcquiredJobs acquired) {
            for (List<String> chunk : chunks(acquired.getJobIdBatches())) {
                if (waitForPlace()) {
                    ChunkedJobExecutor.this.executeJobs(chunk, engine);
                } else {
                    // No longer active, the chunk only gives its jobs back to whoever else runs.
                    new JobChunk(chunk, engine).run();
                }
            }
        }

        private boolean waitForPlace() {
            try {
                while (!isInterrupted) {
                    if (free.tryAcquire(1, TimeUnit.SECONDS)) {
                        return true;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        /** Jobs of one instance, which the engine has put in one batch, stay together and in order; few jobs are spread over all threads. */
        private List<List<String>> chunks(List<List<String>> batches) {
            int jobs = batches.stream().mapToInt(List::size).sum();
            int size = Math.min(LARGEST_CHUNK, (jobs + threads - 1) / threads);
            List<List<String>> chunks = new ArrayList<>();
            List<String> chunk = new ArrayList<>();
            for (List<String> batch : batches) {
                chunk.addAll(batch);
                if (chunk.size() >= size) {
                    chunks.add(chunk);
                    chunk = new ArrayList<>();
                }
            }
            if (!chunk.isEmpty()) {
                chunks.add(chunk);
            }
            return chunks;
        }
    }
}

package io.leadfluss.journey.engine;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultJobConfiguration.JobConfiguration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

/** How due jobs are found and run; the figures are in application.yml under {@code camunda.bpm.job-execution}. */
@Configuration
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class JobSettings {

    @Bean
    JobExecutor jobExecutor(@Qualifier(JobConfiguration.CAMUNDA_TASK_EXECUTOR_QUALIFIER) TaskExecutor threads, CamundaBpmProperties properties) {
        JobExecutionProperty settings = properties.getJobExecution();
        ChunkedJobExecutor executor = new ChunkedJobExecutor(settings.getCorePoolSize());
        executor.setTaskExecutor(threads);
        executor.setLockTimeInMillis(settings.getLockTimeInMillis());
        executor.setMaxJobsPerAcquisition(settings.getMaxJobsPerAcquisition());
        executor.setWaitTimeInMillis(settings.getWaitTimeInMillis());
        executor.setMaxWait(settings.getMaxWait());
        return executor;
    }
}

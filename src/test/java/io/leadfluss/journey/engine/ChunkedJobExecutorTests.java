package io.leadfluss.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadfluss.JourneyTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@JourneyTest
class ChunkedJobExecutorTests {

    @Autowired
    private ProcessEngine engine;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private ManagementService management;
    private final ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
    private ChunkedJobExecutor executor;
    private JobExecutor usual;

    @BeforeEach
    void useTheChunkedExecutor() {
        threads.setCorePoolSize(2);
        threads.initialize();
        executor = new ChunkedJobExecutor(2);
        executor.setTaskExecutor(threads);
        executor.setMaxJobsPerAcquisition(100);
        executor.setWaitTimeInMillis(10);
        executor.setMaxWait(50);
        usual = configuration().getJobExecutor();
        configuration().setJobExecutor(executor);
        executor.registerProcessEngine((ProcessEngineImpl) engine);
    }

    @AfterEach
    void useTheUsualExecutor() {
        executor.shutdown();
        executor.unregisterProcessEngine((ProcessEngineImpl) engine);
        configuration().setJobExecutor(usual);
        threads.shutdown();
    }

    @Test
    void aBadLeadStopsOnlyItself() {
        List<String> good = IntStream.range(0, 120).mapToObj(lead -> start(Integer.toString(lead + 1_000_000))).toList();
        String bad = start("not-a-lead");

        executor.start();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(good).allSatisfy(instance -> assertThat(activities(instance)).containsExactly("ThreeDaysPassed"));
            assertThat(job(bad).getRetries()).isLessThan(5);
        });
        assertThat(job(bad).getExceptionMessage()).contains("not-a-lead");
        assertThat(activities(bad)).containsExactly("SendAttentionMail");
    }

    private String start(String businessKey) {
        ProcessInstance instance = runtime.createProcessInstanceByKey("nurture-aida").businessKey(businessKey)
                .startBeforeActivity("SendAttentionMail").execute();
        return instance.getId();
    }

    private Job job(String instance) {
        return management.createJobQuery().processInstanceId(instance).singleResult();
    }

    private List<String> activities(String instance) {
        return runtime.getActiveActivityIds(instance);
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}

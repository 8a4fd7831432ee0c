package io.leadfluss.journey.engine;

import java.time.Clock;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the engine is allowed and how it works, beyond what application.yml says. */
@Configuration
class EngineSettings {

    @Bean
    Clock clock() {
        return new EngineClock();
    }

    @Bean
    AbstractCamundaConfiguration leadflussEngine(ApplicationContext context) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setHistoryLevel(HistoryLevel.HISTORY_LEVEL_ACTIVITY);
                // Halves the cost of a finished instance; every time to live must then exceed the longest run.
                engine.setHistoryRemovalTimeStrategy("start");
                engine.setHistoryCleanupBatchWindowStartTime("01:00");
                engine.setHistoryCleanupBatchWindowEndTime("05:00");
                engine.setFailedJobRetryTimeCycle("PT10S,PT1M,PT10M,PT1H");
                engine.setBeans(new StepBeans(context));
            }
        };
    }
}

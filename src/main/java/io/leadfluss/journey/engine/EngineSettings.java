package io.leadfluss.journey.engine;

import io.leadfluss.calendar.SendWindows;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handovers;
import io.leadfluss.scoring.Scores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the engine is allowed and how it works, beyond what application.yml says. */
@Configuration
class EngineSettings {

    /** How many rows one query of somebody outside may bring; Tasklist asks for so many filters. */
    static final int MOST_RESULTS = 2000;

    @Bean
    Clock clock() {
        return new EngineClock();
    }

    @Bean
    AbstractCamundaConfiguration leadflussEngine(ApplicationContext context, ObjectProvider<StaffIdentity> staff, ObjectProvider<Handovers> handovers,
            ObjectProvider<Assignments> assignments, ObjectProvider<Scores> scores, SendWindows windows) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setHistoryLevel(HistoryLevel.HISTORY_LEVEL_ACTIVITY);
                // Halves the cost of a finished instance; every time to live must then exceed the longest run.
                engine.setHistoryRemovalTimeStrategy("start");
                engine.setHistoryCleanupBatchWindowStartTime("01:00");
                engine.setHistoryCleanupBatchWindowEndTime("05:00");
                engine.setFailedJobRetryTimeCycle("PT10S,PT1M,PT10M,PT1H");
                StepBeans steps = new StepBeans(context);
                engine.setBeans(steps);
                engine.setExpressionManager(new PlainExpressions(steps));
                engine.setCustomPreDeployers(List.of(new ModelGuard(steps, windows)));
                engine.setCustomPostBPMNParseListeners(new ArrayList<>(
                        List.of(new HandoverEnd(handovers), new HandoverTaking(assignments), new TaskStart(scores))));
                engine.setIdentityProviderSessionFactory(new StaffIdentityProvider(staff));
                close(engine);
            }
        };
    }

    /** Everything the engine can do but nobody here needs. */
    private static void close(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setResourceAuthorizationProvider(new TaskGrants());
        engine.setAuthorizationEnabledForCustomCode(false);
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setEnforceSpecificVariablePermission(true);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableXxeProcessing(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setDeserializationAllowedPackages("io.leadfluss.none");
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setEnforceHistoryTimeToLive(true);
        engine.setRestrictUserOperationLogToAuthenticatedUsers(true);
        engine.setQueryMaxResultsLimit(MOST_RESULTS);
        engine.setEnablePasswordPolicy(true);
        engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9][a-zA-Z0-9._-]*");
    }
}

package io.leadfluss;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the workers run by themselves; a test switches that off and moves them by hand. */
@Configuration
@EnableScheduling
@ConditionalOnProperty(name = "leadfluss.workers", matchIfMissing = true)
class Workers {
}

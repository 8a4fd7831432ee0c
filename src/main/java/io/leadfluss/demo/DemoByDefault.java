package io.leadfluss.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Switches to profile demo when no database is configured, and gives the demo a generated server key of its own. */
class DemoByDefault implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean demo = environment.matchesProfiles("demo");
        if (!demo && !environment.containsProperty("spring.datasource.url")) {
            environment.addActiveProfile("demo");
            demo = true;
        }
        if (demo && !environment.containsProperty("leadfluss.security.secret")) {
            try {
                DataFolder folder = DataFolder.open(Path.of(environment.getProperty("leadfluss.demo.data", "./data")));
                environment.getPropertySources().addLast(
                        new MapPropertySource("demo", Map.of("leadfluss.security.secret", folder.secret("server"))));
            } catch (IOException e) {
                throw new IllegalStateException("The demo's data folder cannot be made", e);
            }
        }
    }
}

package io.leadfluss.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Reads application-demo.yml where the demo was switched on by {@link DemoByDefault}: that is after Spring Boot has read its files, and without
 * this file the demo would listen to the whole network.
 */
class DemoFile implements EnvironmentPostProcessor {

    private static final String NAME = "application-demo.yml";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        if (!environment.matchesProfiles("demo") || sources.stream().anyMatch(source -> source.getName().contains(NAME))) {
            return;
        }
        PropertySource<?> common = sources.stream().filter(source -> source.getName().contains("application.yml"))
                .reduce((first, second) -> second).orElseThrow();
        try {
            for (PropertySource<?> demo : new YamlPropertySourceLoader().load(NAME, new ClassPathResource(NAME))) {
                sources.addBefore(common.getName(), demo);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " cannot be read", e);
        }
    }
}

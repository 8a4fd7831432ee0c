package io.leadfluss.journey;

import io.leadfluss.calendar.Holidays;
import io.leadfluss.calendar.SendWindows;
import io.leadfluss.journey.engine.EngineClock;
import io.leadfluss.journey.feel.FilterRules;
import io.leadfluss.journey.model.ModelRules;
import io.leadfluss.mail.template.MailingRules;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * The command {@code lint}: says what is wrong with the models and the mailings in their folders, by the same rules that guard a deployment and the
 * sending, without a database. It ends with 0 when there is nothing, with 1 when there is, with 2 when it was called wrongly.
 */
public class Lint {

    private static final int FOUND = 1;
    private static final int WRONG_CALL = 2;

    private final Path processes;
    private final Path templates;
    private final SendWindows windows;

    Lint(@Value("${leadfluss.processes}") Path processes, @Value("${leadfluss.templates}") Path templates, SendWindows windows) {
        this.processes = processes;
        this.templates = templates;
        this.windows = windows;
    }

    /** The few beans that it needs. */
    @Import({Lint.class, SendWindows.class, Holidays.class, EngineClock.class})
    @ConfigurationPropertiesScan("io.leadfluss.calendar")
    static class Beans {
    }

    /** Returns the exit code. */
    public static int run(String... args) {
        try (ConfigurableApplicationContext beans = new SpringApplicationBuilder(Beans.class).web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false).properties("leadfluss.command=lint", "logging.level.root=error").run(args)) {
            return beans.getBean(Lint.class).report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // What is wrong with the settings has been said already.
            return WRONG_CALL;
        }
    }

    int report(PrintStream out) {
        Optional<Path> missing = Stream.of(processes, templates).filter(folder -> !Files.isDirectory(folder)).findFirst();
        if (missing.isPresent()) {
            out.println("There is no folder " + missing.get().toAbsolutePath().normalize());
            return WRONG_CALL;
        }
        List<String> findings = findings();
        findings.forEach(out::println);
        out.println(findings.isEmpty() ? "Nothing is wrong with " + processes + " and " + templates + "." : findings.size() + " to mend.");
        return findings.isEmpty() ? 0 : FOUND;
    }

    List<String> findings() {
        Map<String, byte[]> models = models();
        List<String> findings = new ArrayList<>();
        Set<String> steps = steps();
        new ModelRules(steps::contains, ModelRules.events()::contains, process -> models.containsKey(process + ".bpmn"), windows::problem)
                .check(models)
                .forEach(finding -> findings.add(file(finding.toString())));
        MailingRules mailings = MailingRules.of(templates, processes, FilterRules::problemWithoutEvent);
        mailings.check().forEach(finding -> findings.add(finding.toString()));
        UsedMailings.in(models).forEach((mailing, uses) -> uses.forEach(use -> mailings.misuse(mailing, use.kind())
                .ifPresent(problem -> findings.add(file(use.process() + ".bpmn, ") + use.step() + ": "
                        + problem.words(Locale.ENGLISH)))));
        return findings;
    }

    private String file(String rest) {
        return processes.getFileName() + "/" + rest;
    }

    private Map<String, byte[]> models() {
        try (Stream<Path> files = Files.walk(processes.toRealPath(), 2)) {
            Map<String, byte[]> models = new LinkedHashMap<>();
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)")).sorted().toList()) {
                models.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> steps() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        scanner.resetFilters(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(JavaDelegate.class));
        return scanner.findCandidateComponents("io.leadfluss").stream()
                .map(found -> AnnotationBeanNameGenerator.INSTANCE.generateBeanName(found, new DefaultListableBeanFactory())).collect(Collectors.toSet());
    }
}

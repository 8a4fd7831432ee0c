package io.leadfluss;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The house of docs/architecture.md: which package may know which. Everything may know web and security, which know nobody. */
class HouseTests {

    private static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.leadfluss");

    private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>(Map.ofEntries(
            Map.entry("lead", Set.of()),
            Map.entry("calendar", Set.of()),
            Map.entry("rules", Set.of("lead")),
            Map.entry("consent", Set.of("lead")),
            Map.entry("tracking", Set.of("lead", "consent")),
            Map.entry("scoring", Set.of("lead", "rules")),
            Map.entry("mail", Set.of("lead", "rules", "consent", "tracking", "calendar")),
            Map.entry("newsletter", Set.of("lead", "rules", "consent", "mail", "calendar")),
            Map.entry("handover", Set.of("lead", "rules", "consent", "scoring", "mail", "calendar")),
            Map.entry("capture", Set.of("lead", "consent")),
            Map.entry("journey", with(everythingBelow(), "privacy")),
            Map.entry("kpi", everythingBelow()),
            Map.entry("privacy", everythingBelow()),
            Map.entry("integration", everythingBelow()),
            Map.entry("demo", with(everythingBelow(), "journey")),
            Map.entry("web", Set.of()),
            Map.entry("security", Set.of("web"))));

    static Stream<String> packages() {
        return HOUSE.stream().map(found -> found.getPackageName().replace("io.leadfluss", "").replaceFirst("^\\.", "").split("\\.")[0])
                .filter(name -> !name.isEmpty()).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsOnlyWhatItMay(String room) {
        assertThat(MAY_KNOW).as("a new package needs a place in the house: add it to docs/architecture.md and to this test").containsKey(room);
        String[] allowed = Stream.concat(Stream.of(room, "web", "security"), MAY_KNOW.get(room).stream())
                .map(name -> "io.leadfluss." + name + "..").toArray(String[]::new);

        noClasses().that().resideInAPackage("io.leadfluss." + room + "..")
                .should().dependOnClassesThat(resideInAPackage("io.leadfluss..").and(not(resideInAnyPackage(allowed))))
                .check(HOUSE);
    }

    @Test
    void templatesAndSendersKnowNothingOfWhatIsSent() {
        noClasses().that().resideInAnyPackage("io.leadfluss.mail.template..", "io.leadfluss.mail.sender..").should().dependOnClassesThat().resideInAPackage("io.leadfluss.mail")
                .check(HOUSE);
    }

    @Test
    void roomsOfTheEngineRoomKnowOnlyThoseBelow() {
        Map.of("feel", List.of("feel"), "model", List.of("model", "feel"), "table", List.of("table", "model", "feel"),
                "engine", List.of("engine", "model")).forEach((room, below) -> noClasses().that().resideInAPackage("io.leadfluss.journey." + room)
                .should().dependOnClassesThat(resideInAPackage("io.leadfluss.journey..").and(not(resideInAnyPackage(below.stream()
                        .map(name -> "io.leadfluss.journey." + name).toArray(String[]::new))))).check(HOUSE));
    }

    @Test
    void onlyTheEngineRoomNamesTheEngine() {
        noClasses().that().resideOutsideOfPackage("io.leadfluss.journey..").should().dependOnClassesThat().resideInAPackage("org.camunda..")
                .check(HOUSE);
    }

    @Test
    void onlyMailSendsMail() {
        noClasses().that().resideOutsideOfPackages("io.leadfluss.mail..", "io.leadfluss.demo..")
                .should().dependOnClassesThat().resideInAnyPackage("jakarta.mail..", "org.simplejavamail..").check(HOUSE);
    }

    @Test
    void nobodyReadsAnotherClock() {
        noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(Clock.class, "systemUTC")
                .orShould().callMethod(Clock.class, "systemDefaultZone").check(HOUSE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class).check(HOUSE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Impl")
                .orShould().haveSimpleNameEndingWith("Helper").check(HOUSE);
    }

    private static Set<String> everythingBelow() {
        return Set.of("lead", "calendar", "rules", "consent", "tracking", "scoring", "mail", "newsletter", "handover", "capture");
    }

    private static Set<String> with(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Arrays.stream(more)).collect(Collectors.toSet());
    }
}

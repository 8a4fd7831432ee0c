package io.leadfluss.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormCheckTests {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    @Test
    @Timeout(5)
    void endsWhateverAPatternTries() throws Exception {
        Form form = form("{\"type\":\"textfield\",\"key\":\"code\",\"validate\":{\"pattern\":\"^(a+)+(b|bb)*$\"}}");

        assertThat(FormCheck.problems(form, Map.of("code", "a".repeat(400) + "!"), TODAY)).containsKey("code");
    }

    @Test
    void acceptsWhatMatches() throws Exception {
        Form form = form("{\"type\":\"textfield\",\"key\":\"code\",\"validate\":{\"pattern\":\"^[a-z]+$\",\"minLength\":2,\"maxLength\":5}}");

        assertThat(FormCheck.problems(form, Map.of("code", "abc"), TODAY)).isEmpty();
        assertThat(FormCheck.problems(form, Map.of(), TODAY)).isEmpty();
        assertThat(FormCheck.problems(form, Map.of("code", "ABC"), TODAY).get("code").key()).isEqualTo("pattern");
        assertThat(FormCheck.problems(form, Map.of("code", "a"), TODAY).get("code").key()).isEqualTo("short");
        assertThat(FormCheck.problems(form, Map.of("code", "abcdef"), TODAY).get("code").key()).isEqualTo("long");
    }

    @Test
    void refusesAPatternThatIsNone() throws Exception {
        Form form = form("{\"type\":\"textfield\",\"key\":\"code\",\"validate\":{\"pattern\":\"([\"}}");

        assertThat(FormCheck.problems(form, Map.of("code", "x"), TODAY)).containsKey("code");
    }

    @Test
    void holdsNumbersAndChoicesToWhatTheFormOffers() throws Exception {
        Form form = form("{\"type\":\"number\",\"key\":\"seats\",\"validate\":{\"min\":1,\"max\":9}}",
                "{\"type\":\"radio\",\"key\":\"size\",\"values\":[{\"label\":\"S\",\"value\":\"s\"}]}");

        assertThat(FormCheck.problems(form, Map.of("seats", "5", "size", "s"), TODAY)).isEmpty();
        assertThat(FormCheck.problems(form, Map.of("seats", "10", "size", "xl"), TODAY)).containsOnlyKeys("seats", "size");
        assertThat(FormCheck.problems(form, Map.of("seats", "many"), TODAY)).containsOnlyKeys("seats");
    }

    @ParameterizedTest
    @CsvSource({"2020-01-05,past", "2026-11-22,past", "2026-11-23,", "2026-11-28,", "2027-02-21,", "2027-02-22,far", "2199-01-05,far", "soon,day"})
    void takesOnlyDaysToComeThatCanBePlanned(String day, String problem) throws Exception {
        Form form = form("{\"type\":\"datetime\",\"key\":\"wishedDay\",\"subtype\":\"date\",\"disallowPassedDates\":true}");

        assertThat(FormCheck.problems(form, Map.of("wishedDay", day), TODAY).values()).extracting(FormCheck.Problem::key)
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void takesAnyDayWhereTheFormDoes() throws Exception {
        Form form = form("{\"type\":\"datetime\",\"key\":\"foundedOn\",\"subtype\":\"date\"}");

        assertThat(FormCheck.problems(form, Map.of("foundedOn", "1848-03-18"), TODAY)).isEmpty();
    }

    @Test
    void servesNoFormThatIsNotMadeForVisitors() throws Exception {
        assertThat(Form.of("task", "v", new ObjectMapper().readTree("{\"components\":[{\"type\":\"button\",\"action\":\"submit\"}]}"))).isEmpty();
    }

    private static Form form(String... components) throws Exception {
        return Form.of("test", "v", new ObjectMapper().readTree("{\"components\":[" + String.join(",", components)
                + ",{\"type\":\"button\",\"action\":\"submit\",\"properties\":{\"title.de\":\"Test\"}}]}")).orElseThrow();
    }
}

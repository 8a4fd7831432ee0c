package io.leadfluss.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FormCheckTests {

    @Test
    @Timeout(5)
    void endsWhateverAPatternTries() throws Exception {
        Form form = form("{\"type\":\"textfield\",\"key\":\"code\",\"validate\":{\"pattern\":\"^(a+)+(b|bb)*$\"}}");

        assertThat(FormCheck.problems(form, Map.of("code", "a".repeat(400) + "!"))).containsKey("code");
    }

    @Test
    void acceptsWhatMatches() throws Exception {
        Form form = form("{\"type\":\"textfield\",\"key\":\"code\",\"validate\":{\"pattern\":\"^[a-z]+$\",\"minLength\":2,\"maxLength\":5}}");

        assertThat(FormCheck.problems(form, Map.of("code", "abc"))).isEmpty();
        assertThat(FormCheck.problems(form, Map.of())).isEmpty();
        assertThat(FormCheck.problems(form, Map.of("code", "ABC")).get("code").key()).isEqualTo("pattern");
        assertThat(FormCheck.problems(form, Map.of("code", "a")).get("code").key()).isEqualTo("short");
        assertThat(FormCheck.problems(form, Map.of("code", "abcdef")).get("code").key()).isEqualTo("long");
    }

    @Test
    void refusesAPatternThatIsNone() throws Exception {
        Form form = form("{\"type\":\"textfield\",\"key\":\"code\",\"validate\":{\"pattern\":\"([\"}}");

        assertThat(FormCheck.problems(form, Map.of("code", "x"))).containsKey("code");
    }

    @Test
    void holdsNumbersAndChoicesToWhatTheFormOffers() throws Exception {
        Form form = form("{\"type\":\"number\",\"key\":\"seats\",\"validate\":{\"min\":1,\"max\":9}}",
                "{\"type\":\"radio\",\"key\":\"size\",\"values\":[{\"label\":\"S\",\"value\":\"s\"}]}");

        assertThat(FormCheck.problems(form, Map.of("seats", "5", "size", "s"))).isEmpty();
        assertThat(FormCheck.problems(form, Map.of("seats", "10", "size", "xl"))).containsOnlyKeys("seats", "size");
        assertThat(FormCheck.problems(form, Map.of("seats", "many"))).containsOnlyKeys("seats");
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

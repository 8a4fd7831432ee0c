package io.leadfluss.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTests {

    @ParameterizedTest
    @CsvSource({
        "'en: Asked a question.|de: Hat gefragt.', de, Hat gefragt.",
        "'en: Asked a question.|de: Hat gefragt.', en, Asked a question.",
        "'en: Asked a question.|de: Hat gefragt.', fr, Asked a question.",
        "'de: Hat gefragt.', en, Hat gefragt.",
        "'Asked a question.', de, Asked a question.",
        "'Since May:|de: Hat gefragt.|en: Asked.', de, Since May: Hat gefragt.",
        "'de: Hat|de: gefragt.', de, Hat gefragt.",
        "'', de, ''"})
    void speaksTheLanguageOfItsReader(String annotation, String language, String words) {
        assertThat(new Reason(annotation.replace('|', '\n')).in(language)).isEqualTo(words);
    }
}

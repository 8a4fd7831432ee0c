package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderNameTests {

    @ParameterizedTest
    @CsvSource({"info@muster.de, name-address", "Muster GmbH <x＠y>, name-address", "www.muster.de, name-address", "https://muster.de, name-address",
        "'Re: Ihre Bestellung', name-answer", "'AW: Muster', name-answer", "'Fwd : Muster', name-answer", "M\u200buster GmbH, name-unseen",
        "Muster \u202eHbmG, name-unseen", "'Muster\nBcc: x', name-unseen", "Deutsche B\u0430nk, name-letters"})
    void deceptiveOnesAreFound(String name, String problem) {
        assertThat(SenderName.problem(name)).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Muster & Söhne GmbH", "Leadfluss Demo GmbH", "Ärzteblatt.de GmbH", "Рога и копыта", "Regina Muster e. K.", "AWO Berlin"})
    void honestOnesAreNot(String name) {
        assertThat(SenderName.problem(name)).isEmpty();
    }
}

package io.leadfluss.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the table by which failures are judged. */
class BounceRulesTests {

    @ParameterizedTest
    @CsvSource({
            "5.1.1, HARD", "5.1.2, HARD", "5.1.3, HARD", "5.1.6, HARD", "5.1.10, HARD", "5.1.0, HARD",
            "5.1.4, SOFT", "5.1.5, SOFT", "5.1.9, SOFT", "5.1.7, POLICY", "5.1.8, POLICY",
            "5.2.0, SOFT", "5.2.1, HARD", "5.2.2, SOFT", "5.2.3, UNWANTED", "5.2.4, SOFT",
            "5.3.0, SOFT", "5.3.1, SOFT", "5.3.2, SOFT", "5.3.3, SOFT", "5.3.4, UNWANTED", "5.3.5, SOFT",
            "5.4.0, SOFT", "5.4.1, SOFT", "5.4.2, SOFT", "5.4.3, SOFT", "5.4.4, HARD", "5.4.5, SOFT", "5.4.6, SOFT", "5.4.7, SOFT",
            "5.4.14, SOFT", "5.4.300, SOFT", "5.4.310, HARD", "5.4.316, SOFT", "5.5.0, SOFT", "5.5.4, SOFT",
            "5.6.0, UNWANTED", "5.6.7, UNWANTED",
            "5.7.0, UNWANTED", "5.7.1, UNWANTED", "5.7.2, UNWANTED", "5.7.133, UNWANTED",
            "5.7.5, POLICY", "5.7.7, POLICY", "5.7.8, POLICY", "5.7.9, POLICY", "5.7.20, POLICY", "5.7.21, POLICY", "5.7.22, POLICY",
                    "5.7.23, POLICY",
            "5.7.24, POLICY", "5.7.25, POLICY", "5.7.26, POLICY", "5.7.27, POLICY", "5.7.28, POLICY", "5.7.29, POLICY", "5.7.40, POLICY",
                    "5.7.64, POLICY",
            "5.7.509, POLICY", "5.7.515, POLICY", "5.7.606, POLICY", "5.7.708, POLICY",
            "4.2.2, SOFT", "4.2.1, SOFT", "4.4.1, SOFT", "4.4.7, SOFT", "4.3.0, SOFT", "4.7.0, UNWANTED", "4.7.26, UNWANTED"})
    void judgesByTheEnhancedCode(String status, BounceClass bounce) {
        assertThat(BounceRules.judge(status, "").bounce()).isEqualTo(bounce);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "550 5.1.1 <a@b.example>: user unknown|HARD", "452 4.2.2 The email account is over quota|SOFT", "550 mailbox unavailable|HARD",
            "550 Requested action not taken: mailbox unavailable|HARD", "552 mailbox full|SOFT", "554 message looks like spam|UNWANTED",
            "550 blocked using zen.spamhaus.org; user unknown|POLICY",
                    "554 5.7.1 Service unavailable; Client host blocked using Spamhaus|POLICY",
            "550 5.7.1 Message rejected as spam by Content Filtering|UNWANTED", "554 5.7.1 <a@b.example>: Relay access denied|UNWANTED",
            "550 5.7.1 Email rejected per DMARC policy|POLICY", "550 5.7.1 user unknown|UNWANTED", "450 greylisted|SOFT",
                    "421 too many connections|SOFT",
            "550 SPF check failed|POLICY", "550 Sender verify failed|POLICY", "511 5.1.1 unknown address or alias|HARD",
                    "550 unknown recipient|HARD",
            "550 Administrative prohibition|SOFT", "541 something nobody ever saw|SOFT",
                    "553 5.1.8 domain of sender address does not resolve|POLICY",
            "554 No relaying allowed for 192.0.2.10|UNWANTED", "550 Empfänger unbekannt|HARD", "551 not our customer 5.1.1.4|SOFT"})
    void judgesByTheWordsOfTheServer(String answer, BounceClass bounce) {
        assertThat(BounceRules.judge("", answer).bounce()).isEqualTo(bounce);
    }

    @Test
    void enhancedCodeWinsOverTheBasicOne() {
        assertThat(BounceRules.judge("4.2.2", "550 user unknown").bounce()).isEqualTo(BounceClass.SOFT);
        assertThat(BounceRules.judge("5.1.1", "452 try later").bounce()).isEqualTo(BounceClass.HARD);
    }

    @Test
    void vagueCodeGivesWayToTheOneInTheWords() {
        assertThat(BounceRules.judge("5.0.0", "550 5.7.26 unauthenticated").status()).isEqualTo("5.7.26");
        assertThat(BounceRules.judge("5.1.0", "550 '5.7.1 content'").bounce()).isEqualTo(BounceClass.UNWANTED);
        assertThat(BounceRules.judge("4.0.0", "550 5.1.1 gone").status()).isEqualTo("4.0.0");
    }

    @Test
    void addressOfAMachineIsNoCode() {
        assertThat(BounceRules.judge("", "554 refused from 5.1.1.7").status()).isEmpty();
    }
}

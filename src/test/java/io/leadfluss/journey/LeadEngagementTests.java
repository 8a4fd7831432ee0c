package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadEngagementTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-engagement");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource({
        "FormSubmitted, callback, CallWished",
        "FormSubmitted, contact, QuestionAsked",
        "FormSubmitted, whitepaper, WhitepaperWished",
        "FormSubmitted, newsletter, NewsletterWished",
        "FormSubmitted, lead-intake, OtherFormSubmitted",
        "FormSubmitted, '', OtherFormSubmitted",
        "ConsentConfirmed, 4711, ConsentGiven",
        "ContentDownloaded, lead-management-whitepaper.pdf, ContentRead",
        "MailOpened, aida-attention, MailRead",
        "LinkClicked, aida-attention#guide, LinkFollowed",
        "LinkClicked, aida-action#demo, LinkFollowed|OfferFollowed",
        "LinkClicked, aida-action#angebot, LinkFollowed|OfferFollowed",
        "SiteVisited, /blog, PageSeen",
        "SiteVisited, /pricing, PageSeen|PricesSeen",
        "SiteVisited, /de/preise, PageSeen|PricesSeen",
        "SiteVisited, /karriere/vertrieb, PageSeen|JobsSeen",
        "CallRecorded, reached, CallHeld",
        "CallRecorded, called, CallHeld",
        "CallRecorded, gave-up, ''",
        "CallRecorded, not-reached, ''",
        "CallRecorded, wrong-number, NumberWrong",
        "MeetingArranged, video, MeetingSet",
        "MeetingMoved, video, ''",
        "MeetingHeld, visit, MeetingTook",
        "MeetingMissed, phone, MeetingMissedOrOff",
        "MeetingCancelled, phone, MeetingMissedOrOff",
        "LeadRejected, no-budget, RejectedBySales",
        "MailFailed, aida-desire, MailRefused",
        "LeadUnsubscribed, newsletter, Unsubscribed",
        "LeadSilent, 2026-08-01, LongSilent",
        "MailReplied, aida-desire, MailAnswered",
        "SpamReported, aida-desire, CalledSpam",
        "MailSent, aida-attention, ''",
        "LeadConfirmed, newsletter, ''",
        "LeadQualified, '', ''"})
    void givesPointsForWhatALeadDoes(String fact, String subject, String rules) {
        List<Match> matches = TABLE.matches(Map.of("fact", fact, "subject", subject, "count", 1));

        assertThat(matches.stream().map(Match::rule)).containsExactly(rules.isEmpty() ? new String[0] : rules.split("\\|"));
        assertThat(matches).allSatisfy(match -> {
            assertThat(match.number("points")).isNotZero();
            assertThat(match.number("halfLifeDays")).isPositive();
            assertThat(match.number("cap")).isGreaterThanOrEqualTo(Math.abs(match.number("points")));
            assertThat(match.number("capPerDay")).isBetween(Math.abs(match.number("points")), match.number("cap"));
            assertThat(match.reason()).isNotBlank();
        });
        matches.forEach(match -> SEEN.add(match.rule()));
    }

    @ParameterizedTest
    @CsvSource({"9, PageSeen", "10, PageSeen|OftenHere", "11, PageSeen", "24, PageSeen", "25, PageSeen|OftenHere", "50, PageSeen|OftenHere", "51, PageSeen"})
    void noticesWhoComesOften(int count, String rules) {
        List<Match> matches = TABLE.matches(Map.of("fact", "SiteVisited", "subject", "/blog", "count", count));

        assertThat(matches.stream().map(Match::rule)).containsExactly(rules.split("\\|"));
        matches.forEach(match -> SEEN.add(match.rule()));
    }

    @Test
    void saysWhatTheRuleLookedAt() {
        assertThat(TABLE.matches(Map.of("fact", "LinkClicked", "subject", "aida-action#demo", "count", 1))).extracting(Match::input)
                .containsExactly("What happened: LinkClicked", "What happened: LinkClicked; Where or what: aida-action#demo");
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}

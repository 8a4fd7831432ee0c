package io.leadfluss.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.security.Tokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@JourneyTest
class TrackingTests {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
    private static final String SHOP = "https://shop.example/offer?a=1&b=%C3%A4";
    private static final AtomicLong MESSAGES = new AtomicLong(9_000_000);

    @Autowired private MockMvcTester http;
    @Autowired private Tracking tracking;
    @Autowired private HitQueue queue;
    @Autowired private HitWorker worker;
    @Autowired private HitData data;
    @Autowired private Links links;
    @Autowired private Tokens tokens;
    @Autowired private Consents consents;
    @Autowired private Facts facts;
    @Autowired private LeadFixture leads;
    @Autowired private JdbcTemplate jdbc;
    @Autowired private PlatformTransactionManager transactions;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Clock clock;
    @Value("${leadfluss.base-url}") private URI baseUrl;

    private final long message = MESSAGES.incrementAndGet();

    @Test
    void leadsToTheStoredTargetAndRemembersTheClick() {
        long lead = tracked();

        MvcTestResult answer = get(tracking.clickUrl(lead, message, "aida-desire", "offer", SHOP));

        assertThat(answer).hasStatus(HttpStatus.FOUND).hasHeader("Location", SHOP).hasHeader("Referrer-Policy", "no-referrer");
        assertThat(answer.getResponse().getHeader("Cache-Control")).contains("no-store");
        assertThat(happenedAMinuteLater(lead)).containsExactly("LinkClicked aida-desire#offer");
    }

    @Test
    void showsAlwaysTheSamePictureAndRemembersTheOpening() {
        long lead = tracked();

        MvcTestResult known = get(tracking.pixelUrl(lead, message, "aida-desire"));
        MvcTestResult unknown = get("/o/AAAA.gif");

        assertThat(known).hasStatusOk().hasContentType(MediaType.IMAGE_GIF);
        assertThat(known.getResponse().getContentAsByteArray()).hasSize(43).isEqualTo(unknown.getResponse().getContentAsByteArray());
        assertThat(known.getResponse().getHeader("Cache-Control")).contains("no-store");
        assertThat(happenedAMinuteLater(lead)).containsExactly("MailOpened aida-desire");
    }

    @Test
    void knowsOneLinkPerMailingAndTarget() {
        Link first = links.findOrAdd("aida-desire", "first name", SHOP + "&once");
        Link again = links.findOrAdd("aida-desire", "second name", SHOP + "&once");

        assertThat(again).isEqualTo(first);
        assertThat(links.findOrAdd("aida-action", "first name", SHOP + "&once").id()).isNotEqualTo(first.id());
    }

    @Test
    void noTokenLeadsElsewhereThanItWasMadeFor() {
        long lead = tracked();
        String address = tracking.clickUrl(lead, message, "aida-desire", "offer", SHOP);
        String token = address.substring(address.lastIndexOf('/') + 1);

        for (int i = 0; i < token.length() - 1; i++) {
            String changed = token.substring(0, i) + (token.charAt(i) == 'x' ? 'y' : 'x') + token.substring(i + 1);
            assertThat(get("/l/" + changed)).hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(get("/l/" + tokens.issue("open", lead, message, 1))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get("/l/" + tokens.issue("click", lead, message))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get("/l/" + tokens.issue("click", lead, message, Long.MAX_VALUE))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get("/l/" + token + "?url=https://evil.example")).hasHeader("Location", SHOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "mailto:a@b.example", "//evil.example", "https:evil", "data:text/html,x", "ftp://x.example/", ""})
    void refusesTargetsThatAreNoWebAddress(String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> tracking.clickUrl(1, message, "aida-desire", "odd", target))
                .withMessageContaining("not a web address");
    }

    @Test
    void whoWithdrewAfterTheMailWentOutLeavesNoTrace() {
        long lead = tracked();
        String click = tracking.clickUrl(lead, message, "aida-desire", "offer", SHOP);
        String pixel = tracking.pixelUrl(lead, message, "aida-desire");
        consents.withdraw(lead, Purpose.TRACKING, "preferences", LeadFixture.FROM_A_TEST);

        assertThat(get(click)).hasStatus(HttpStatus.FOUND).hasHeader("Location", SHOP);
        assertThat(get(pixel)).hasStatusOk();

        assertThat(happenedAMinuteLater(lead)).isEmpty();
        assertThat(hits(lead)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Sec-GPC, 1", "DNT, 1"})
    void aBrowserThatRefusesTrackingLeavesNoTrace(String header, String value) {
        long lead = tracked();

        assertThat(http.get().uri(path(tracking.clickUrl(lead, message, "aida-desire", "offer", SHOP))).header("User-Agent", BROWSER).header(header, value))
                .hasStatus(HttpStatus.FOUND);

        assertThat(happenedAMinuteLater(lead)).isEmpty();
        assertThat(hits(lead)).isZero();
    }

    @Test
    void askingOnlyForTheHeadIsKeptButNoReading() {
        long lead = tracked();

        assertThat(http.method(HttpMethod.HEAD).uri(path(tracking.clickUrl(lead, message, "aida-desire", "offer", SHOP))).header("User-Agent", BROWSER))
                .hasStatus(HttpStatus.FOUND);
        assertThat(http.method(HttpMethod.HEAD).uri(path(tracking.pixelUrl(lead, message, "aida-desire"))).header("User-Agent", BROWSER)).hasStatusOk();

        assertThat(happenedAMinuteLater(lead)).isEmpty();
        assertThat(jdbc.queryForList("SELECT machine FROM hit WHERE lead_id = ?", String.class, lead)).hasSize(2)
                .allSatisfy(signs -> assertThat(signs).contains("HEAD", "INCOMPLETE"));
    }

    @Test
    void aScannerThatOpensAllLinksOfAMailIsNoReader() {
        long lead = tracked();
        Instant start = clock.instant().minusSeconds(60);
        add(lead, HitKind.OPEN, "pixel", start);
        add(lead, HitKind.CLICK, "offer", start.plusMillis(300));
        add(lead, HitKind.CLICK, "about us", start.plusMillis(900));
        add(lead, HitKind.CLICK, "imprint", start.plusMillis(1_400));

        worker.processDue();

        assertThat(happened(lead)).isEmpty();
        assertThat(jdbc.queryForList("SELECT machine FROM hit WHERE lead_id = ?", String.class, lead)).containsOnly("HASTE SEVERAL_LINKS").hasSize(4);
    }

    @Test
    void aScannerIsNotTakenForAReaderBecauseItsHitsCameInTwoRounds() {
        long lead = tracked();
        Instant start = clock.instant().minus(Duration.ofMillis(2_500));
        sent(lead, start.minusSeconds(1));
        add(lead, HitKind.CLICK, "offer", start);
        add(lead, HitKind.CLICK, "about us", start.plusMillis(1_000));

        worker.processDue();
        aMinutePasses(lead);
        worker.processDue();

        assertThat(happened(lead)).isEmpty();
    }

    @Test
    void aReaderWhoOpensTwoLinksOneAfterTheOtherIsOne() {
        long lead = tracked();
        Instant start = clock.instant().minusSeconds(60);
        add(lead, HitKind.OPEN, "pixel", start);
        add(lead, HitKind.CLICK, "offer", start.plusSeconds(1));
        add(lead, HitKind.CLICK, "about us", start.plusSeconds(20));

        worker.processDue();

        assertThat(happened(lead)).containsExactlyInAnyOrder("MailOpened win-back", "LinkClicked win-back#offer", "LinkClicked win-back#about us");
    }

    @Test
    void programsAreKeptApartWithTheReason() {
        long lead = tracked();

        http.get().uri(path(tracking.clickUrl(lead, message, "aida-desire", "offer", SHOP))).header("User-Agent", "python-requests/2.32").exchange();

        assertThat(happenedAMinuteLater(lead)).isEmpty();
        assertThat(jdbc.queryForList("SELECT machine FROM hit WHERE lead_id = ?", String.class, lead)).containsExactly("INCOMPLETE PROGRAM");
    }

    @Test
    void oneSignAloneIsNotEnoughButWaitsForAnother() {
        long lead = tracked();
        Instant start = clock.instant().minusSeconds(5);
        sent(lead, start.minusSeconds(3));
        add(lead, HitKind.CLICK, "offer", start);

        worker.processDue();
        assertThat(happened(lead)).isEmpty();

        assertThat(happenedAMinuteLater(lead)).containsExactly("LinkClicked win-back#offer");
        assertThat(jdbc.queryForList("SELECT signs FROM hit WHERE lead_id = ? AND machine IS NULL AND done", String.class, lead)).containsExactly("SOON");
    }

    @Test
    void whoFollowsTheLinkThatNobodySeesIsAMachine() {
        long lead = tracked();

        MvcTestResult answer = get(tracking.trapUrl(lead, message, "win-back"));
        get(tracking.clickUrl(lead, message, "win-back", "offer", SHOP));

        assertThat(answer).hasStatus(HttpStatus.FOUND).hasHeader("Location", baseUrl.toString());
        assertThat(happenedAMinuteLater(lead)).isEmpty();
        assertThat(jdbc.queryForList("SELECT machine FROM hit WHERE lead_id = ?", String.class, lead)).hasSize(2)
                .allSatisfy(signs -> assertThat(signs).contains("TRAP", "SEVERAL_LINKS"));
    }

    @Test
    void whatTheTrapCatchesAloneCountsForNothing() {
        long lead = tracked();

        get(tracking.trapUrl(lead, message, "win-back"));

        assertThat(happenedAMinuteLater(lead)).isEmpty();
    }

    @Test
    void forgetsWhatIsOlderThanAYear() {
        long lead = tracked();
        add(lead, HitKind.CLICK, "offer", clock.instant().minus(Duration.ofDays(370)));
        add(lead, HitKind.CLICK, "offer", clock.instant().minus(Duration.ofDays(300)));
        queue.flush();

        worker.forgetOld();

        assertThat(hits(lead)).isEqualTo(1);
    }

    @Test
    void peopleAndMachinesAreShownApart() throws Exception {
        long lead = tracked();
        String mailing = "counted-" + message;
        http.get().uri(path(tracking.clickUrl(lead, message, mailing, "offer", SHOP))).header("User-Agent", "python-requests/2.32").exchange();
        get(tracking.pixelUrl(lead, message, mailing));
        get(tracking.trapUrl(lead, message + 1_000_000, mailing));
        happenedAMinuteLater(lead);

        for (String page : List.of("/app/messages/" + message + "/hits", "/app/leads/" + lead + "/hits")) {
            assertThat(http.get().uri(page + "?lang=de").with(user("mia").roles("MARKETER")).exchange().getResponse().getContentAsString(StandardCharsets.UTF_8))
                    .contains("Mensch", "Maschine", "nennt sich selbst ein Programm (70)", "= 150");
        }
    }

    @Test
    void saysWhyNothingWasNoticed() throws Exception {
        long lead = tracked();
        assertThat(hitsPage(lead)).contains("Der Lead erlaubt es seit").doesNotContain("erlaubt nicht");

        consents.withdraw(lead, Purpose.TRACKING, "preferences", LeadFixture.FROM_A_TEST);

        assertThat(hitsPage(lead)).contains("Der Lead erlaubt nicht, dass Öffnungen, Klicks und Besuche erfasst werden.");
    }

    private String hitsPage(long lead) throws Exception {
        return http.get().uri("/app/leads/" + lead + "/hits?lang=de").with(user("mia").roles("MARKETER")).exchange().getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void theSameLinkOfTheSameMailCountsOnceADay() {
        long lead = tracked();
        Instant noon = clock.instant().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        add(lead, HitKind.CLICK, "offer", noon);
        add(lead, HitKind.CLICK, "offer", noon.plusSeconds(60));
        add(lead, HitKind.CLICK, "offer", noon.plus(Duration.ofDays(1)));

        worker.processDue();

        assertThat(facts.of(lead, 50)).filteredOn(fact -> fact.kind().equals("LinkClicked")).extracting(Fact::occurredAt)
                .containsExactly(noon.plus(Duration.ofDays(1)), noon);
    }

    @Test
    void aVisitIsKnownByTheTokenThatCameWithTheClick() {
        long lead = tracked();
        String location = get(tracking.clickUrl(lead, message, "aida-desire", "page", baseUrl + "/preise")).getResponse().getHeader("Location");
        assertThat(location).startsWith(baseUrl + "/preise#v=");

        assertThat(visit(location.substring(location.indexOf("#v=") + 3), "/preise", null)).hasStatus(HttpStatus.NO_CONTENT);

        assertThat(happenedAMinuteLater(lead)).containsExactlyInAnyOrder("LinkClicked aida-desire#page", "SiteVisited /preise");
    }

    @Test
    void onlyOurOwnPagesAndOnlyWithConsentAreGivenAToken() {
        long lead = tracked();
        String own = tracking.clickUrl(lead, message, "aida-desire", "page", baseUrl + "/preise");
        String fragment = tracking.clickUrl(lead, message, "aida-desire", "part", baseUrl + "/preise#part");

        assertThat(get(tracking.clickUrl(lead, message, "aida-desire", "offer", SHOP))).hasHeader("Location", SHOP);
        assertThat(get(fragment)).hasHeader("Location", baseUrl + "/preise#part");
        consents.withdraw(lead, Purpose.TRACKING, "preferences", LeadFixture.FROM_A_TEST);
        assertThat(get(own)).hasHeader("Location", baseUrl + "/preise");
    }

    @ParameterizedTest
    @CsvSource({
            "'/preise?mail=a@b.example',",
            "'/leads/erika@muster.example',",
            "'preise',",
            "'https://evil.example/',",
            "'/preise', https://evil.example"})
    void takesNoVisitThatIsNotPlainOrNotFromOurPages(String path, String origin) {
        long lead = tracked();

        assertThat(visit(tokens.issue("visit", lead, message), path, origin)).hasStatus(HttpStatus.NO_CONTENT);

        queue.flush();
        assertThat(hits(lead)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"token\":1}", "{\"token\":\"x\",\"path\":\"/\",\"more\":{}}"})
    void survivesAnythingThatIsSentAsAVisit(String body) {
        assertThat(http.post().uri("/v").content(body)).hasStatus(HttpStatus.NO_CONTENT);
    }

    @Test
    void aBadHitIsPutAsideAfterThreeTriesAndStopsNoOther() {
        long lead = tracked();
        long other = tracked();
        Instant start = clock.instant().minusSeconds(60);
        queue.add(new Hit(HitKind.CLICK, lead, message, Long.MAX_VALUE, null, Set.of(), start));
        add(lead, HitKind.OPEN, "pixel", start);
        queue.add(new Hit(HitKind.OPEN, other, MESSAGES.incrementAndGet(), links.findOrAdd("win-back", "pixel", "").id(), null, Set.of(), start));

        for (int i = 0; i < 5; i++) {
            worker.processDue();
        }

        assertThat(happened(lead)).containsExactly("MailOpened win-back");
        assertThat(happened(other)).containsExactly("MailOpened win-back");
        assertThat(jdbc.queryForList("SELECT tries FROM hit WHERE lead_id = ? AND NOT done", Integer.class, lead)).containsExactly(3);
    }

    @Test
    void aProgramThatEndsWritesWhatStillWaits() {
        long lead = tracked();
        HitQueue ending = new HitQueue(TrackingSettings.withQueue(5_000), new SimpleMeterRegistry(), consents, jdbc, transactions);
        ending.start();
        for (int i = 0; i < 1_234; i++) {
            ending.add(new Hit(HitKind.OPEN, lead, message, links.findOrAdd("win-back", "pixel", "").id(), null, Set.of(Sign.PROGRAM), clock.instant()));
        }

        ending.stop();

        assertThat(hits(lead)).isEqualTo(1_234);
    }

    @Test
    void disclosesAndErasesWhatIsStored() {
        long lead = tracked();
        add(lead, HitKind.CLICK, "offer", clock.instant().minusSeconds(60));
        queue.flush();

        assertThat(data.disclose(lead)).singleElement().satisfies(hit -> assertThat(hit).containsEntry("mailing", "win-back").containsEntry("link", "offer"));
        transaction.executeWithoutResult(status -> data.erase(lead));
        assertThat(data.disclose(lead)).isEmpty();
    }

    private long tracked() {
        return leads.confirmed("newsletter", "tracking");
    }

    private void add(long lead, HitKind kind, String name, Instant at) {
        Link link = kind == HitKind.OPEN ? links.findOrAdd("win-back", name, "") : links.findOrAdd("win-back", name, "https://shop.example/" + name.hashCode());
        queue.add(new Hit(kind, lead, message, link.id(), null, Set.of(), at));
    }

    private void sent(long lead, Instant at) {
        transaction.executeWithoutResult(status -> jdbc.update("""
                INSERT INTO message (id, lead_id, stream, mailing, source_key, state, attempts, doubts, queued_at, next_try_at, not_after, sent_at)
                VALUES (?, ?, 'MARKETING', 'win-back', ?, 'SENT', 1, 0, ?, ?, ?, ?)""", message, lead, "tracking:" + message, at, at, at, at));
    }

    private MvcTestResult get(String address) {
        return http.get().uri(path(address)).header("User-Agent", BROWSER).exchange();
    }

    private MvcTestResult visit(String token, String path, String origin) {
        var request = http.post().uri("/v").header("User-Agent", BROWSER).content("{\"token\":\"" + token + "\",\"path\":\"" + path + "\"}");
        return origin == null ? request.exchange() : request.header("Origin", origin).exchange();
    }

    private static URI path(String address) {
        URI uri = URI.create(address);
        return URI.create(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    private List<String> happenedAMinuteLater(long lead) {
        queue.flush();
        aMinutePasses(lead);
        worker.processDue();
        return happened(lead);
    }

    private void aMinutePasses(long lead) {
        transaction.executeWithoutResult(status ->
                jdbc.update("UPDATE hit SET occurred_at = occurred_at - INTERVAL 1 MINUTE, judge_at = judge_at - INTERVAL 1 MINUTE WHERE lead_id = ?", lead));
    }

    private List<String> happened(long lead) {
        return facts.of(lead, 50).stream().filter(fact -> List.of("MailOpened", "LinkClicked", "SiteVisited").contains(fact.kind()))
                .map(fact -> fact.kind() + " " + fact.subject()).toList();
    }

    private int hits(long lead) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM hit WHERE lead_id = ?", Integer.class, lead);
    }
}

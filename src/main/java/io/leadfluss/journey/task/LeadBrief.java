package io.leadfluss.journey.task;

import io.leadfluss.capture.Asked;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.ExistingCustomers;
import io.leadfluss.consent.Purpose;
import io.leadfluss.handover.HandoverWords;
import io.leadfluss.handover.call.CallWish;
import io.leadfluss.handover.call.CallWords;
import io.leadfluss.handover.call.Calls;
import io.leadfluss.handover.call.MeetingWords;
import io.leadfluss.lead.Company;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Timeline;
import io.leadfluss.scoring.Score.Point;
import io.leadfluss.scoring.Score.Share;
import io.leadfluss.scoring.Score;
import io.leadfluss.scoring.ScoreWords;
import io.leadfluss.scoring.Scores;
import io.leadfluss.web.Moments;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a rep must know of a lead to work on a task, in words: who it is, why it is hot, what happened, and what it allowed. */
@Component
class LeadBrief {

    /** Under which a task's form finds it; none of these is ever a variable. */
    static final Set<String> KEYS = Set.of("leadName", "leadCompany", "leadContact", "leadWhy", "leadCall", "leadMeeting", "leadMessage", "leadHistory",
            "leadConsents", "leadColleagues", "leadSales", "leadLink");

    private static final int REASONS = 6;
    private static final int FACTS = 10;
    /** What sales did is told in its own words. */
    private static final Set<String> OF_SALES = Set.of("HandoverMoved", "LeadAccepted", "LeadRejected", "SalesQualified", "LeadRecycled",
            "LeadDisqualified", "CallRecorded");

    private final Leads leads;
    private final Timeline timeline;
    private final Scores scores;
    private final ScoreWords words;
    private final Consents consents;
    private final ExistingCustomers customers;
    private final HandoverWords handovers;
    private final CompanyBrief company;
    private final Asked asked;
    private final Calls calls;
    private final CallWords callWords;
    private final MeetingWords meetings;
    private final MessageSource messages;
    private final String baseUrl;
    private final ZoneId zone;

    LeadBrief(Leads leads, Timeline timeline, Scores scores, ScoreWords words, Consents consents, ExistingCustomers customers, HandoverWords handovers,
            CompanyBrief company, Asked asked, Calls calls, CallWords callWords, MeetingWords meetings, MessageSource messages,
            @Value("${leadfluss.base-url}") String baseUrl, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.leads = leads;
        this.timeline = timeline;
        this.scores = scores;
        this.words = words;
        this.consents = consents;
        this.customers = customers;
        this.handovers = handovers;
        this.company = company;
        this.asked = asked;
        this.calls = calls;
        this.callWords = callWords;
        this.meetings = meetings;
        this.messages = messages;
        this.baseUrl = baseUrl;
        this.zone = zone;
    }

    /** By key; empty when the lead has been erased. */
    @Transactional(readOnly = true)
    public Map<String, String> of(long leadId, Authentication reader, Locale locale) {
        return leads.findById(leadId).map(lead -> describe(lead, reader, locale)).orElse(Map.of());
    }

    private Map<String, String> describe(Lead lead, Authentication reader, Locale locale) {
        Map<String, String> brief = new LinkedHashMap<>();
        brief.put("leadName", lead.displayName());
        brief.put("leadCompany", joined(", ", lead.jobTitle(), Optional.ofNullable(lead.company()).map(Company::name).orElse(null)));
        brief.put("leadContact", joined("\n", lead.email(), lead.phone(), address(lead),
                lead.directContact() == null ? null : text("handover.form.decides", locale, lead.directContact())));
        brief.put("leadWhy", why(lead, locale));
        brief.put("leadCall", calls(lead, locale));
        brief.put("leadMeeting", meetings.of(lead.id(), reader.getName(), locale));
        brief.put("leadMessage", asked.last(lead.id(), "callback", "contact").map(Asked.Wish::message).orElse(""));
        brief.put("leadHistory", history(lead, locale));
        brief.put("leadConsents", consents(lead, locale));
        brief.put("leadColleagues", company.of(lead.id(), reader, locale));
        brief.put("leadSales", sales(lead, locale));
        brief.put("leadLink", baseUrl + "/app/leads/" + lead.id());
        return brief;
    }

    private static String address(Lead lead) {
        String city = joined(" ", lead.postalCode(), lead.city());
        return joined(", ", lead.street(), city.isEmpty() ? null : city, lead.country());
    }

    private String why(Lead lead, Locale locale) {
        Score score = scores.explain(lead.id());
        if (score.points().isEmpty()) {
            return text("handover.form.no-score", locale);
        }
        List<String> lines = new ArrayList<>();
        lines.add(text("handover.form.score", locale, score.cell(), words.cell(score, locale), Math.round(score.fit()), Math.round(score.engagement())));
        List<Share> shares = score.shares().stream().sorted(Comparator.comparingDouble((Share share) -> Math.abs(share.pointsNow())).reversed()).toList();
        shares.stream().limit(REASONS).map(share -> reason(share, locale)).forEach(lines::add);
        if (shares.size() > REASONS) {
            List<Share> others = shares.subList(REASONS, shares.size());
            lines.add(text("handover.form.more", locale, others.size(), signed(others.stream().mapToDouble(Share::pointsNow).sum(), locale)));
        }
        scores.account(lead.id()).filter(account -> account.people() > 1)
                .ifPresent(account -> lines.add(text("handover.form.account", locale, account.company(), account.people(), account.interested())));
        if (score.coolsAt() != null) {
            lines.add(text("handover.form.cools", locale, day(score.coolsAt(), locale)));
        }
        lines.add(text("handover.form.tables", locale, tables(shares, locale)));
        lines.add(text("handover.form.advice", locale));
        return String.join("\n", lines);
    }

    private String reason(Share share, Locale locale) {
        Point newest = share.newest();
        String now = signed(share.pointsNow(), locale);
        String then = signed(share.points(), locale);
        String about = share.isSingle() ? words.about(newest, locale) : text("handover.form.times", locale, share.each().size(), words.about(newest, locale));
        if (newest.fact() == null) {
            return text("handover.form.known", locale, now, newest.reasonIn(locale.getLanguage()), about);
        }
        return text(then.equals(now) ? "handover.form.point" : "handover.form.point.faded", locale, now, newest.reasonIn(locale.getLanguage()), about,
                day(newest.occurredAt(), locale), then);
    }

    /** In which version each of them stands, as in {@code Fit: Version 1, Interest: Version 3}. */
    private String tables(List<Share> shares, Locale locale) {
        return shares.stream().map(Share::newest).sorted(Comparator.comparing(Point::model, Comparator.reverseOrder()))
                .map(point -> text("scoring." + point.model().toLowerCase(Locale.ROOT), locale) + ": " + text("scoring.version", locale, point.tableVersion()))
                .distinct().collect(Collectors.joining(", "));
    }

    private String calls(Lead lead, Locale locale) {
        List<String> lines = new ArrayList<>(callWords.of(lead.id(), locale));
        calls.requested(lead.id()).flatMap(asked -> this.asked.last(lead.id(), "callback"))
                .ifPresent(told -> lines.add(callWords.wish(CallWish.of(told.day(), told.time()), locale)));
        return String.join("\n", lines);
    }

    private String history(Lead lead, Locale locale) {
        List<Timeline.Entry> latest = timeline.of(lead.id(), FACTS, OF_SALES, locale);
        return latest.isEmpty() ? text("handover.form.no-history", locale)
                : latest.stream().map(entry -> moment(entry.at(), locale) + "  " + entry.text()).collect(Collectors.joining("\n"));
    }

    private String sales(Lead lead, Locale locale) {
        return handovers.latest(lead.id(), FACTS, locale).stream()
                .map(moment -> moment(moment.at(), locale) + "  " + moment.text() + (moment.note() == null ? "" : ": " + moment.note()))
                .collect(Collectors.joining("\n"));
    }

    private String consents(Lead lead, Locale locale) {
        Set<Purpose> allowed = consents.allowed(lead.id());
        String groups = customers.groups(List.of(lead.id())).getOrDefault(lead.id(), Set.of()).stream().sorted().collect(Collectors.joining(", "));
        String mail = allowed.contains(Purpose.NEWSLETTER) ? "allowed.NEWSLETTER" : groups.isEmpty() ? "denied.NEWSLETTER" : "customer";
        String reading = allowed.contains(Purpose.TRACKING) ? "allowed.TRACKING" : "denied.TRACKING";
        return text("handover.form." + mail, locale, groups) + "\n" + text("handover.form." + reading, locale);
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    private String day(Instant at, Locale locale) {
        return Moments.day(locale).withZone(zone).format(at);
    }

    private String moment(Instant at, Locale locale) {
        return Moments.timeAndDay(locale).withZone(zone).format(at);
    }

    private static String signed(double points, Locale locale) {
        NumberFormat format = NumberFormat.getIntegerInstance(locale);
        return (points < 0 ? "−" : "+") + format.format(Math.abs(points));
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
    }
}

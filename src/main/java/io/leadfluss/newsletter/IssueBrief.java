package io.leadfluss.newsletter;

import io.leadfluss.newsletter.IssueFigures.Line;
import io.leadfluss.newsletter.IssueFigures.Phase;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.Moments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What one must know of an issue to decide about it, in words. */
@Component
public class IssueBrief {

    /** Under which a task's form finds it; none of these is ever a variable. */
    public static final Set<String> KEYS = Set.of("issueTitle", "issueAuthor", "issueAudience", "issueContent", "issueResult", "issueStart", "issueLink");

    private final Issues issues;
    private final Segments segments;
    private final Audiences audiences;
    private final IssueFigures figures;
    private final Accounts accounts;
    private final MessageSource messages;
    private final String baseUrl;
    private final ZoneId zone;

    IssueBrief(Issues issues, Segments segments, Audiences audiences, IssueFigures figures, Accounts accounts, MessageSource messages,
            @Value("${leadfluss.base-url}") String baseUrl, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.issues = issues;
        this.segments = segments;
        this.audiences = audiences;
        this.figures = figures;
        this.accounts = accounts;
        this.messages = messages;
        this.baseUrl = baseUrl;
        this.zone = zone;
    }

    /** By key; empty when there is no such issue. */
    @Transactional(readOnly = true)
    public Map<String, String> of(long id, Locale locale) {
        return issues.find(id).map(issue -> describe(issue, locale)).orElse(Map.of());
    }

    private Map<String, String> describe(Issue issue, Locale locale) {
        Map<String, String> brief = new LinkedHashMap<>();
        brief.put("issueTitle", issue.title());
        brief.put("issueAuthor", accounts.findById(issue.author()).map(Account::displayName).orElse(issue.author()));
        brief.put("issueAudience", audience(issue, locale));
        brief.put("issueContent", issue.isTest()
                ? text("newsletter.brief.test", locale, issue.mailing(), issue.rival(), issue.testShare(), issue.testHours(),
                        text("newsletter.goal." + issue.goal(), locale)) : text("newsletter.brief.mailing", locale, issue.mailing()));
        brief.put("issueResult", result(issue, locale));
        brief.put("issueStart", issue.startsAt() == null ? text("newsletter.at-once", locale) : moment(issue.startsAt(), locale));
        brief.put("issueLink", baseUrl + "/app/newsletter/" + issue.id());
        return brief;
    }

    private String audience(Issue issue, Locale locale) {
        String to = issue.segmentId() == null ? text("newsletter.everybody", locale)
                : segments.find(issue.segmentId()).map(Segment::name).orElse(issues.audience(issue.id()).filter());
        String without = issues.excluded(issue.id()).stream().flatMap(each -> segments.find(each).stream()).map(Segment::name)
                .collect(Collectors.joining(", "));
        long count = issue.recipients() != null ? issue.recipients() : audiences.count(issues.audience(issue.id()));
        return text("newsletter.brief.audience", locale, to, count)
                + (without.isEmpty() ? "" : "\n" + text("newsletter.brief.without", locale, without));
    }

    private String result(Issue issue, Locale locale) {
        List<Line> test = figures.kept(issue.id(), Phase.TEST);
        return test.isEmpty() ? "" : test.stream().map(line -> text("newsletter.brief.result", locale, line.variant(), line.tracked(), line.opened(), line.clicked()))
                .collect(Collectors.joining("\n")) + "\n" + text(TestResult.isTie(issue.goal(), test) ? "newsletter.brief.tie" : "newsletter.brief.unclear", locale);
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    private String moment(Instant at, Locale locale) {
        return Moments.timeAndDay(locale).withZone(zone).format(at);
    }
}

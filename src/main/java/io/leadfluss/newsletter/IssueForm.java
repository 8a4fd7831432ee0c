package io.leadfluss.newsletter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a marketer filled in about an issue.
 *
 * @param version of the issue as it was when the page was opened
 * @param startsAt as the browser writes local times; empty for as soon as it is approved
 */
public record IssueForm(int version, String title, Long segment, Set<Long> excluded, String mailing, Boolean test, String rival, int testShare,
        int testHours, Goal goal, String topic, String startsAt) {

    static final List<Integer> SHARES = List.of(10, 20, 30, 40, 50, 80);
    static final List<Integer> HOURS = List.of(1, 2, 4, 8, 12, 24, 48, 72);

    private static final int LONGEST_TITLE = 120;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    public IssueForm {
        title = title == null ? "" : title.strip();
        excluded = excluded == null ? Set.of() : Set.copyOf(excluded);
        mailing = mailing == null ? "" : mailing;
        test = Boolean.TRUE.equals(test);
        rival = rival == null ? "" : rival;
        goal = goal == null ? Goal.CLICKS : goal;
        topic = topic == null ? "" : topic;
        startsAt = startsAt == null ? "" : startsAt.strip();
    }

    static IssueForm empty() {
        return new IssueForm(0, "", null, Set.of(), "", false, "", 20, 4, Goal.CLICKS, "", "");
    }

    static IssueForm of(Issue issue, Set<Long> excluded, ZoneId zone) {
        return new IssueForm(issue.version(), issue.title(), issue.segmentId(), excluded, issue.mailing(), issue.isTest(), issue.rival(),
                issue.isTest() ? issue.testShare() : 20, issue.isTest() ? issue.testHours() : 4, issue.goal(),
                issue.topic(), issue.startsAt() == null ? "" : LOCAL.format(issue.startsAt().atZone(zone)));
    }

    /** By field the key of the text that says what is wrong. */
    Map<String, String> problems(List<String> mailings, Instant now, ZoneId zone) {
        Map<String, String> problems = new HashMap<>();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            problems.put("title", "newsletter.error.title");
        }
        if (!mailings.contains(mailing)) {
            problems.put("mailing", "newsletter.error.mailing");
        }
        if (test && (!mailings.contains(rival) || rival.equals(mailing))) {
            problems.put("rival", "newsletter.error.rival");
        }
        if (test && !SHARES.contains(testShare)) {
            problems.put("testShare", "newsletter.error.share");
        }
        if (test && !HOURS.contains(testHours)) {
            problems.put("testHours", "newsletter.error.hours");
        }
        try {
            Instant start = start(zone);
            if (start != null && start.isBefore(now)) {
                problems.put("startsAt", "newsletter.error.past");
            }
        } catch (DateTimeException e) {
            problems.put("startsAt", "newsletter.error.date");
        }
        return problems;
    }

    IssueDraft draft(ZoneId zone) {
        return new IssueDraft(title, segment, excluded, mailing, test ? rival : null, test ? testShare : 0, test ? testHours : 0, goal,
                topic.isEmpty() ? null : topic, start(zone));
    }

    /** A time that the change of the clocks leaves out is taken as the one after it. */
    private Instant start(ZoneId zone) {
        return startsAt.isEmpty() ? null : LocalDateTime.parse(startsAt).atZone(zone).toInstant();
    }
}

package io.leadfluss.demo;

import io.leadfluss.newsletter.Goal;
import io.leadfluss.newsletter.IssueDraft;
import io.leadfluss.newsletter.Issues;
import io.leadfluss.newsletter.Segments;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Segments, and an issue that marketing has not handed in yet. */
@Component
@Profile("demo")
class SampleNewsletter {

    private static final String AUTHOR = "marketing";

    private final Segments segments;
    private final Issues issues;

    SampleNewsletter(Segments segments, Issues issues) {
        this.segments = segments;
        this.issues = issues;
    }

    void draft() {
        long germans = segments.add("Deutschsprachig", "language = \"de\"", AUTHOR).orElseThrow();
        long customers = segments.add("Kunden", "stage = \"CUSTOMER\"", AUTHOR).orElseThrow();
        segments.add("Interessiert und passend", "fit >= 30 and engagement >= 10", AUTHOR);
        issues.add(new IssueDraft("Drei Dinge, die sich lohnen", germans, Set.of(customers), "newsletter-news", "newsletter-news-b", 80, 4, Goal.CLICKS,
                "guides", null), AUTHOR);
    }
}

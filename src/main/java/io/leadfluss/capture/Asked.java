package io.leadfluss.capture;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What leads told for one time only: their message, and when they want to be called. */
@Component
public class Asked {

    private final Submissions submissions;

    Asked(Submissions submissions) {
        this.submissions = submissions;
    }

    /**
     * What came with one sending of a form; null stands for what was not told.
     *
     * @param day the earliest day of a call, as 2026-11-30
     * @param time a part of the day: soon, morning, noon or afternoon
     */
    public record Wish(String form, String message, String day, String time) {
    }

    /** What the lead last told by one of these forms. */
    @Transactional(readOnly = true)
    public Optional<Wish> last(long leadId, String... forms) {
        return submissions.ofLead(leadId).stream().filter(submission -> List.of(forms).contains(submission.form())).findFirst()
                .map(submission -> new Wish(submission.form(), submission.fields().get("message"), submission.fields().get("wishedDay"),
                        submission.fields().get("wishedTime")));
    }
}

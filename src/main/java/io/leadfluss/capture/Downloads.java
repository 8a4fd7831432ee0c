package io.leadfluss.capture;

import io.leadfluss.consent.AfterConfirmation;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.Facts;
import io.leadfluss.security.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files of {@code templates/downloads} that a form promises for the confirmation of the address. */
@Component
class Downloads implements AfterConfirmation {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,100}\\.[a-z0-9]{1,5}");

    private final Path folder;
    private final Forms forms;
    private final Submissions submissions;
    private final Consents consents;
    private final Facts facts;
    private final Tokens tokens;

    Downloads(@Value("${leadfluss.templates}") Path templates, Forms forms, Submissions submissions, Consents consents, Facts facts,
            Tokens tokens) {
        this.folder = templates.resolve("downloads");
        this.forms = forms;
        this.submissions = submissions;
        this.consents = consents;
        this.facts = facts;
        this.tokens = tokens;
    }

    @Override
    public List<Gift> gifts(long requestId) {
        Map<Path, Gift> gifts = new LinkedHashMap<>();
        submissions.of(requestId).forEach(submission -> forms.find(submission.form()).ifPresent(form -> file(form).ifPresent(file ->
                gifts.putIfAbsent(file, new Gift(form.title(submission.language()), "/d/" + tokens.issue("download", submission.id()))))));
        return List.copyOf(gifts.values());
    }

    /** The file behind the link, once the request it came with is confirmed. */
    Optional<Path> fetch(String token) {
        return submission(token).flatMap(submissions::confirmedForm).flatMap(forms::find).flatMap(this::file);
    }

    /** A fetch is recorded like a click: only of leads who allow that. */
    @Transactional
    public void fetched(String token) {
        submission(token).flatMap(submissions::find)
                .filter(submission -> consents.allows(submission.leadId(), Purpose.TRACKING))
                .ifPresent(submission -> forms.find(submission.form()).flatMap(this::file).ifPresent(file ->
                        facts.record(new ContentDownloaded(submission.leadId(), file.getFileName().toString(), submission.id()))));
    }

    private Optional<Long> submission(String token) {
        return tokens.verify("download", token).filter(ids -> ids.length == 1).map(ids -> ids[0]);
    }

    private Optional<Path> file(Form form) {
        return Optional.ofNullable(form.download()).filter(name -> NAME.matcher(name).matches()).map(folder::resolve).filter(Files::isRegularFile);
    }
}

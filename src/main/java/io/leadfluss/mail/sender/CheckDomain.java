package io.leadfluss.mail.sender;

import io.leadfluss.mail.sender.Finding.Grade;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * The command {@code check-domain [sender …]}: says how the senders stand with the DNS, without a database and without sending anything. It ends
 * with 0 when there is nothing to mend, with 1 when there is, with 2 when it was called wrongly, with 3 when the DNS could not be asked.
 */
public class CheckDomain {

    private static final int SOMETHING_TO_MEND = 1;
    private static final int WRONG_CALL = 2;
    private static final int NOT_KNOWN = 3;

    private final SenderProfiles profiles;
    private final DomainCheck check;
    private final MessageSource texts;
    private final Locale locale;
    private final PrintStream out;

    CheckDomain(SenderProfiles profiles, DomainCheck check, MessageSource texts, Locale locale, PrintStream out) {
        this.profiles = profiles;
        this.check = check;
        this.texts = texts;
        this.locale = locale;
        this.out = out;
    }

    /** The few beans that it needs. */
    @Import({SenderProfiles.class, Signatures.class, Dns.class, DomainCheck.class})
    @EnableConfigurationProperties({SenderSettings.class, CheckSettings.class, CheckSettings.RelayHost.class})
    static class Beans {
    }

    /** Returns the exit code. */
    public static int run(String... args) {
        String[] settings = Arrays.stream(args).filter(arg -> arg.startsWith("-")).toArray(String[]::new);
        List<String> senders = Arrays.stream(args).filter(arg -> !arg.startsWith("-")).toList();
        try (ConfigurableApplicationContext beans = new SpringApplicationBuilder(Beans.class).web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false).properties("leadfluss.command=check-domain", "logging.level.root=error").run(settings)) {
            return new CheckDomain(beans.getBean(SenderProfiles.class), beans.getBean(DomainCheck.class), texts(), Locale.getDefault(),
                    new PrintStream(System.out, true, StandardCharsets.UTF_8)).report(senders);
        } catch (RuntimeException e) {
            // What is wrong with the settings has been said already.
            return WRONG_CALL;
        }
    }

    static MessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/sending");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    /** Of these senders, or of all. */
    int report(List<String> senders) {
        List<SenderProfile> asked = new ArrayList<>();
        for (String name : senders) {
            if (profiles.named(name).isEmpty()) {
                out.println(text("sending.unknown", name, String.join(", ", profiles.all().stream().map(SenderProfile::name).toList())));
                return WRONG_CALL;
            }
            asked.add(profiles.named(name).get());
        }
        Grade worst = (asked.isEmpty() ? profiles.all() : asked).stream().map(this::report).max(Comparator.naturalOrder()).orElse(Grade.GOOD);
        return switch (worst) {
            case GOOD, HINT -> 0;
            case UNKNOWN -> NOT_KNOWN;
            case BAD -> SOMETHING_TO_MEND;
        };
    }

    private Grade report(SenderProfile profile) {
        out.println();
        out.println(profile.name() + " <" + profile.from() + ">");
        Grade worst = Grade.GOOD;
        for (Finding finding : check.check(profile)) {
            out.printf("  %-16s %-24s %s%n", text("sending.grade." + finding.grade()), text("sending.subject." + finding.subject()),
                    text(finding.sentence(), finding.arguments().toArray()));
            more("sending.found", finding.found());
            more("sending.wanted", finding.wanted());
            worst = finding.grade().compareTo(worst) > 0 ? finding.grade() : worst;
        }
        return worst;
    }

    private void more(String label, String lines) {
        if (lines != null) {
            lines.lines().forEach(line -> out.printf("  %-16s %-24s %s %s%n", "", "", text(label), line));
        }
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}

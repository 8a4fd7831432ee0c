package io.leadfluss.mail.template;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail of each kind must say and must not say. Asked before every sending and by the lint: a template may look as it likes, but not leave out
 * what the law wants in a mail, nor put in what it forbids.
 */
public final class ContentRules {

    /** Also with spaces, numbers and look-alikes that mail programs show the same. */
    private static final Pattern PRETENDS_AN_ANSWER = Pattern.compile(
            "(?iU)^[\\s\\[(<]*(re|aw|antw|antwort|fwd?|wg|wtr|sv|vs|tr|rv)\\s*([\\[(]?\\d+[\\])]?)?\\s*[\\])>]*\\s*[:：︓꞉∶].*", Pattern.DOTALL);
    private static final Pattern ADVERTISES = Pattern.compile("(?iU)\\b(rabatt\\w*|gutschein\\w*|sonderangebot\\w*|schnäppchen\\w*|gratis|kostenlos\\w*"
            + "|unser\\w* angebot\\w*|jetzt (kaufen|bestellen|sichern|buchen)|nur für kurze zeit|discounts?|coupons?|vouchers?|special offers?|our offers?"
            + "|free of charge|for free|buy now|order now|limited time|on sale|folgen sie uns|follow us)\\b|\\d\\s?%");

    private ContentRules() {
    }

    /**
     * What this mail must not be sent with.
     *
     * @param base where our own pages begin
     * @param links made for this one mail, by the names that templates know them by
     * @param imprint what must be readable in advertising and in business mail, line by line
     */
    public static List<Problem> problems(Kind kind, Rendered mail, String base, Map<String, String> links,
            Collection<String> imprint) {
        List<Problem> problems = new ArrayList<>();
        if (pretendsAnAnswer(mail.subject())) {
            problems.add(new Problem("subject-deceptive", mail.subject()));
        }
        switch (kind) {
            case ADVERTISING -> {
                for (String way : List.of("unsubscribe", "preferences")) {
                    if (!mail.content().links().contains(links.get(way))) {
                        problems.add(new Problem("way-out-missing", "links." + way));
                    }
                }
                imprint(mail, imprint, problems);
            }
            case BUSINESS -> {
                imprint(mail, imprint, problems);
                nothingFromElsewhere(mail, base, links, problems);
            }
            case CHECK -> nothingButTheLink(mail, links, problems);
            case NOTICE -> {
                // to the own staff, who know who writes
            }
        }
        return problems;
    }

    /** Words that advertise, where there must be no advertising; a person has to judge them, so they stop no mail. */
    static List<Problem> advertising(Kind kind, Rendered mail) {
        if (kind != Kind.CHECK && kind != Kind.BUSINESS) {
            return List.of();
        }
        Matcher words = ADVERTISES.matcher(mail.subject() + "\n" + mail.text());
        return words.results().map(found -> new Problem("advertises", found.group())).distinct().toList();
    }

    static boolean pretendsAnAnswer(String subject) {
        return PRETENDS_AN_ANSWER.matcher(Normalizer.normalize(subject, Normalizer.Form.NFKC)).matches();
    }

    private static void imprint(Rendered mail, Collection<String> imprint, List<Problem> problems) {
        imprint.stream().filter(line -> !mail.text().contains(line) && !PlainText.oneLine(mail.text()).contains(PlainText.oneLine(line))).findFirst()
                .ifPresent(line -> problems.add(new Problem("imprint-missing", line)));
    }

    private static void nothingFromElsewhere(Rendered mail, String base, Map<String, String> links, List<Problem> problems) {
        mail.content().links().stream().filter(link -> !link.startsWith(base + "/") && !link.equals(links.get("privacy")) && !link.startsWith("mailto:")
                && !link.startsWith("tel:")).findFirst().ifPresent(link -> problems.add(new Problem("letter-with-link", link, base)));
        mail.content().images().stream().findFirst().ifPresent(image -> problems.add(new Problem("letter-with-picture", image)));
    }

    private static void nothingButTheLink(Rendered mail, Map<String, String> links, List<Problem> problems) {
        HtmlMail content = mail.content();
        if (!content.links().contains(links.get("confirm"))) {
            problems.add(new Problem("confirm-missing"));
        }
        content.links().stream().filter(link -> !link.equals(links.get("confirm")) && !link.equals(links.get("privacy")) && !link.startsWith("mailto:"))
                .findFirst().ifPresent(link -> problems.add(new Problem("check-with-link", link)));
        content.images().stream().findFirst().ifPresent(image -> problems.add(new Problem("check-with-picture", image)));
    }
}

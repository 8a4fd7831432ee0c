package io.leadfluss.mail.template;

import freemarker.core.InvalidReferenceException;
import freemarker.template.TemplateException;
import io.leadfluss.mail.template.Samples.Known;
import io.leadfluss.rules.LeadFilters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What is wrong with a mailing, found by reading it and by trying it on readers of whom more or less is known: before anybody gets it, and the same
 * on the command line, in the tests and in the back office.
 */
@Component
public class MailingRules {

    private static final int LARGEST = 100 * 1024;
    private static final Pattern OWN = Pattern.compile(Pattern.quote(Samples.BASE) + "(/[^?#]*)?.*");
    private static final Pattern FORM = Pattern.compile("/f/([a-z0-9-]+)");
    /** A name that is not there leaves a hole before the punctuation. */
    private static final Pattern HOLE = Pattern.compile("(?U)\\b\\p{L}++ ++[,;!]|\\(\\s*\\)");

    private final Templates templates;
    private final Function<String, Optional<String>> filterProblem;
    private final Path forms;

    @Autowired
    MailingRules(Templates templates, LeadFilters filters, TemplateSettings settings) {
        this(templates, filters::problem, settings.processes().resolve("forms"));
    }

    private MailingRules(Templates templates, Function<String, Optional<String>> filterProblem, Path forms) {
        this.templates = templates;
        this.filterProblem = filterProblem;
        this.forms = forms;
    }

    /** For a look at folders outside of the running program. */
    public static MailingRules of(Path templates, Path processes, Function<String, Optional<String>> filterProblem) {
        try {
            return new MailingRules(new Templates(TemplateSettings.usual(templates, processes)), filterProblem, processes.resolve("forms"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is wrong with any mailing. */
    public List<Finding> check() {
        return templates.mailings().keySet().stream().flatMap(mailing -> check(mailing).stream()).toList();
    }

    public List<Finding> check(String mailing) {
        Set<String> languages = templates.mailings().getOrDefault(mailing, new TreeSet<>());
        List<Finding> findings = new ArrayList<>();
        templates.languages().stream().filter(language -> !languages.contains(language))
                .forEach(language -> findings.add(new Finding(mailing, null, new Problem("language-missing", language + ".ftlh"))));
        SortedMap<String, Set<String>> links = new TreeMap<>();
        SortedMap<String, String> kinds = new TreeMap<>();
        for (String language : languages) {
            Look look = new Look(mailing, language);
            look.problems().forEach(problem -> findings.add(new Finding(mailing, language, problem)));
            links.put(language, look.linkNames);
            kinds.put(language, look.kind == null ? "" : look.kind.name());
        }
        if (findings.isEmpty() && Set.copyOf(kinds.values()).size() > 1) {
            findings.add(new Finding(mailing, null, new Problem("frames-differ", kinds.toString())));
        }
        if (findings.isEmpty() && Set.copyOf(links.values()).size() > 1) {
            findings.add(new Finding(mailing, null, new Problem("links-differ", links.toString())));
        }
        return findings;
    }

    /** Why a step that sends mails of this kind cannot send this mailing. */
    public Optional<Problem> misuse(String mailing, Kind wanted) {
        if (!templates.mailings().containsKey(mailing)) {
            return Optional.of(new Problem("mailing-missing", mailing));
        }
        try {
            Kind kind = templates.kind(mailing, List.of());
            return kind == null || kind == wanted ? Optional.empty() : Optional.of(new Problem("kind-differs", mailing, kind.name(), wanted.name()));
        } catch (BrokenTemplate e) {
            // which is said of the mailing itself
            return Optional.empty();
        }
    }

    /** One file, looked at from all sides. */
    private final class Look {

        private final String mailing;
        private final String language;
        private final Set<Problem> problems = new LinkedHashSet<>();
        private final Set<String> linkNames = new TreeSet<>();
        private Kind kind;

        private Look(String mailing, String language) {
            this.mailing = mailing;
            this.language = language;
        }

        private List<Problem> problems() {
            try {
                TemplateSource source = templates.source(mailing, language);
                kind = source.kind().orElse(null);
                if (kind == null) {
                    problems.add(new Problem("frame-missing"));
                    return List.copyOf(problems);
                }
                read(source);
                if (problems.isEmpty()) {
                    render();
                }
            } catch (BrokenTemplate e) {
                problems.add(new Problem("broken", e.getMessage()));
            }
            return List.copyOf(problems);
        }

        private void read(TemplateSource source) {
            if (!source.makes("subject")) {
                problems.add(new Problem("subject-missing"));
            }
            Set<String> macros = templates.macros();
            source.macros().stream().filter(name -> name.startsWith("mail.") && !macros.contains(name))
                    .forEach(name -> problems.add(new Problem("macro-unknown", name, String.join(", ", macros))));
            for (String name : source.names()) {
                if (kind == Kind.CHECK && name.startsWith("lead")) {
                    problems.add(new Problem("check-echoes", name));
                } else if (!Samples.isField(kind, name)) {
                    problems.add(new Problem("field-unknown", name, Samples.fields(kind)));
                }
            }
            source.filters().forEach(filter -> filterProblem.apply(filter).ifPresent(words -> problems.add(new Problem("filter-wrong", words))));
            if (source.hidesFromText()) {
                problems.add(new Problem("text-differs"));
            }
        }

        private void render() {
            Rendered all = render(Known.ALL, "field-unknown");
            if (all == null) {
                return;
            }
            judge(all);
            Rendered none = render(Known.ALL.withoutBlocks(), "field-unknown");
            if (none != null) {
                judge(none);
            }
            tries().forEach(known -> Optional.ofNullable(render(known, "fallback-missing")).ifPresent(mail -> hole(all, mail)));
        }

        /** With one thing unknown, with one thing known, with nothing known; with and without its blocks. */
        private Stream<Known> tries() {
            return Stream.concat(Stream.of(Known.NOTHING, Known.NOTHING.withoutBlocks()), Samples.LEAD.keySet().stream().sorted()
                    .flatMap(field -> Stream.of(Known.ALL.without(field), Known.NOTHING.only(field), Known.ALL.withoutBlocks().without(field))));
        }

        private Rendered render(Known known, String ruleOfMissing) {
            try {
                return templates.fill(mailing, language, ZoneOffset.UTC, Samples.model(kind, known, (name, target) -> linkNames.add(name)));
            } catch (InvalidReferenceException e) {
                String what = e.getBlamedExpressionString() == null ? "?" : e.getBlamedExpressionString();
                problems.add(new Problem(ruleOfMissing, what.replaceAll("\\s*\\.\\s*", "."), ruleOfMissing.equals("fallback-missing")
                        ? String.valueOf(e.getLineNumber()) : Samples.fields(kind)));
            } catch (TemplateException e) {
                problems.add(new Problem("broken", e.getMessage().lines().findFirst().orElse("") + " (" + e.getLineNumber() + ")"));
            }
            return null;
        }

        private void judge(Rendered mail) {
            problems.addAll(mail.content().refused());
            problems.addAll(mail.content().doubtful());
            problems.addAll(ContentRules.problems(kind, mail, Samples.BASE, Samples.links(kind), Samples.imprint()));
            problems.addAll(ContentRules.advertising(kind, mail));
            mail.content().links().stream().filter(this::leadsNowhere).forEach(link -> problems.add(new Problem("link-to-no-page", link)));
            if (mail.html().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
                problems.add(new Problem("too-large", String.valueOf(mail.html().getBytes(StandardCharsets.UTF_8).length / 1024)));
            }
        }

        private boolean leadsNowhere(String link) {
            Matcher own = OWN.matcher(link);
            if (!own.matches() || Samples.links(kind).containsValue(link)) {
                return false;
            }
            Matcher form = FORM.matcher(own.group(1) == null ? "" : own.group(1));
            return !form.matches() || !Files.exists(forms.resolve(form.group(1) + ".form"));
        }

        private void hole(Rendered all, Rendered mail) {
            Set<String> usual = holes(all);
            holes(mail).stream().filter(hole -> !usual.contains(hole)).forEach(hole -> problems.add(new Problem("fallback-empty", hole)));
        }

        private Set<String> holes(Rendered mail) {
            return HOLE.matcher(mail.subject() + "\n" + mail.text()).results().map(found -> found.group()).collect(Collectors.toSet());
        }
    }
}

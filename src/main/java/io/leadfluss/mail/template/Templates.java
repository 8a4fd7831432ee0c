package io.leadfluss.mail.template;

import freemarker.core.Environment;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateScalarModel;
import io.leadfluss.security.Tokens;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The mailings under {@code templates/}: a folder each, a file per language, on one layout. A changed file counts from the next mail on. A template
 * sees only the plain values it is given, cannot leave the folder, and is stopped when it takes too long or grows too big.
 */
@Component
public class Templates {

    static final String LAYOUT = "layout/mail.ftlh";
    private static final String SOURCE = "leadfluss";

    private final Configuration freemarker;
    private final TemplateFiles files;
    private final RenderLimit limit;
    private final List<String> languages;

    @Autowired
    Templates(TemplateSettings settings) throws IOException {
        this.files = new TemplateFiles(settings.templates());
        this.limit = new RenderLimit(settings.mail().render().timeout(), settings.mail().render().limit());
        this.languages = List.copyOf(settings.mail().languages());
        this.freemarker = new Configuration(Configuration.VERSION_2_3_34);
        freemarker.setTemplateLoader(files);
        freemarker.setTemplateUpdateDelayMilliseconds(1000);
        freemarker.setLocalizedLookup(false);
        freemarker.setLocale(Locale.ROOT);
        freemarker.setDefaultEncoding("UTF-8");
        freemarker.setRecognizeStandardFileExtensions(true);
        freemarker.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        freemarker.setAPIBuiltinEnabled(false);
        freemarker.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        freemarker.setLogTemplateExceptions(false);
        freemarker.setWrapUncheckedExceptions(true);
        freemarker.setNumberFormat("computer");
        freemarker.addAutoImport("mail", LAYOUT);
    }

    /** The languages that every mailing shall have; the first is what readers of any other language get. */
    public List<String> languages() {
        return languages;
    }

    /** All mailings, each with the languages there are files for. */
    public SortedMap<String, SortedSet<String>> mailings() {
        return files.mailings();
    }

    /** What the mailing is for, as its frame says; null when it uses none. */
    public Kind kind(String mailing, List<String> wanted) {
        return source(load(file(mailing, language(mailing, wanted)))).kind().orElse(null);
    }

    /** The filters of the mailing's blocks, to be answered by {@code matches} in the model. */
    public Set<String> filters(String mailing, List<String> wanted) {
        return source(load(file(mailing, language(mailing, wanted)))).filters();
    }

    /** The first of these languages that the mailing has, else the first of ours. */
    String language(String mailing, List<String> wanted) {
        return Stream.concat(wanted.stream(), languages.stream()).filter(each -> each != null && load(file(mailing, each)) != null).findFirst()
                .orElseThrow(() -> new BrokenTemplate("There is no file templates/" + mailing + "/" + languages.get(0) + ".ftlh"));
    }

    /**
     * The mail in the first of these languages that the mailing has.
     *
     * @throws BrokenTemplate when there is none, or it fails, or holds what no mail may hold
     */
    public Rendered render(String mailing, List<String> wanted, ZoneId zone, Map<String, ?> model) {
        String language = language(mailing, wanted);
        try {
            Rendered mail = fill(mailing, language, zone, model);
            if (!mail.content().refused().isEmpty()) {
                throw new BrokenTemplate(file(mailing, language), mail.content().refused().get(0));
            }
            return mail;
        } catch (TemplateException e) {
            throw new BrokenTemplate(file(mailing, language) + " line " + e.getLineNumber() + ": " + words(e), e);
        }
    }

    /** The mail as the template makes it, whatever is in it. */
    Rendered fill(String mailing, String language, ZoneId zone, Map<String, ?> model) throws TemplateException {
        Template template = load(file(mailing, language));
        Writer html = limit.writer();
        String subject;
        try (var ignored = limit.start()) {
            Environment environment = template.createProcessingEnvironment(model, html);
            environment.setTimeZone(TimeZone.getTimeZone(zone));
            environment.setGlobalVariable("lang", new SimpleScalar(language));
            environment.process();
            subject = subject(environment, mailing, language);
        } catch (IOException e) {
            throw new BrokenTemplate(file(mailing, language) + ": " + firstLine(e), e);
        } catch (BrokenTemplate e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BrokenTemplate(file(mailing, language) + " took longer than " + limit.timeout().toMillis() + " ms or failed: " + firstLine(e), e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new BrokenTemplate(file(mailing, language) + " calls itself without end or grows without end");
        }
        return new Rendered(subject, html.toString(), HtmlMail.parse(html.toString()), language, version(template));
    }

    /** Forgets what was read, so that what has just been edited counts at once. */
    void readAgain() {
        freemarker.clearTemplateCache();
    }

    TemplateSource source(String mailing, String language) {
        return source(load(file(mailing, language)));
    }

    /** What the layout offers, like {@code mail.button}. */
    Set<String> macros() {
        Set<String> macros = new TreeSet<>();
        load(LAYOUT).getMacros().keySet().forEach(name -> macros.add("mail." + name));
        return macros;
    }

    private static String file(String mailing, String language) {
        return mailing + "/" + language + ".ftlh";
    }

    private Template load(String name) {
        if (!TemplateFiles.isName(name)) {
            return null;
        }
        try {
            Template template = freemarker.getTemplate(name, null, null, null, true, true);
            if (template != null && template.getCustomAttribute(SOURCE) == null) {
                prepare(template);
                prepare(freemarker.getTemplate(LAYOUT));
            }
            return template;
        } catch (IOException | SecurityException e) {
            throw new BrokenTemplate(firstLine(e), e);
        }
    }

    /** Reads what is in it, and puts a look for an interrupt into each loop and call. */
    private static void prepare(Template template) {
        synchronized (template) {
            if (template.getCustomAttribute(SOURCE) == null) {
                TemplateSource source = TemplateSource.of(template);
                _CoreAPI.addThreadInterruptedChecks(template);
                template.setCustomAttribute(SOURCE, source);
            }
        }
    }

    private static TemplateSource source(Template template) {
        return (TemplateSource) template.getCustomAttribute(SOURCE);
    }

    private String version(Template template) {
        return Tokens.sha256(source(template).hash() + source(load(LAYOUT)).hash()).substring(0, 12);
    }

    private static String subject(Environment environment, String mailing, String language) throws TemplateException {
        TemplateModel value = environment.getMainNamespace().get("subject");
        String subject = value instanceof TemplateScalarModel text ? PlainText.oneLine(text.getAsString()) : "";
        if (subject.isEmpty() || subject.length() > 200) {
            throw new BrokenTemplate(file(mailing, language) + " needs <#assign subject = \"…\"> of at most 200 characters");
        }
        return subject;
    }

    private static String words(TemplateException e) {
        String blamed = e.getBlamedExpressionString();
        return blamed == null ? firstLine(e) : firstLine(e) + " " + blamed;
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().strip();
        return message.lines().findFirst().orElse("");
    }
}

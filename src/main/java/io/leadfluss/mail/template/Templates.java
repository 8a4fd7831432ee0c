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
import java.util.TimeZone;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The mailings under {@code templates/}: a folder each, a file per language, on one layout. A changed file counts from the next mail on. A template
 * sees only the plain values it is given, cannot leave the folder, and is stopped when it takes too long or grows too big.
 */
@Component
public class Templates {

    private static final String LAYOUT = "layout/mail.ftlh";
    private static final String FALLBACK = "de";

    private final Configuration freemarker;
    private final TemplateFiles files;
    private final RenderLimit limit;

    Templates(TemplateSettings settings) throws IOException {
        this.files = new TemplateFiles(settings.templates());
        this.limit = new RenderLimit(settings.mail().render().timeout(), settings.mail().render().limit());
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

    /**
     * The mail in the first of these languages that the mailing has.
     *
     * @throws BrokenTemplate when there is none, or it fails
     */
    public Rendered render(String mailing, List<String> languages, ZoneId zone, Map<String, ?> model) {
        String language = Stream.concat(languages.stream(), Stream.of(FALLBACK)).filter(each -> each != null && template(mailing, each) != null)
                .findFirst().orElseThrow(() -> new BrokenTemplate("There is no file templates/" + mailing + "/" + FALLBACK + ".ftlh"));
        Template template = template(mailing, language);
        Writer html = limit.writer();
        String subject;
        try (var ignored = limit.start()) {
            Environment environment = template.createProcessingEnvironment(model, html);
            environment.setTimeZone(TimeZone.getTimeZone(zone));
            environment.setGlobalVariable("lang", new SimpleScalar(language));
            environment.process();
            subject = subject(environment, mailing, language);
        } catch (TemplateException e) {
            throw new BrokenTemplate(mailing + "/" + language + ".ftlh line " + e.getLineNumber() + ": " + words(e), e);
        } catch (IOException e) {
            throw new BrokenTemplate(mailing + "/" + language + ".ftlh: " + firstLine(e), e);
        } catch (RuntimeException e) {
            throw new BrokenTemplate(mailing + "/" + language + ".ftlh took longer than " + limit.timeout().toMillis() + " ms or failed: "
                    + firstLine(e), e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new BrokenTemplate(mailing + "/" + language + ".ftlh calls itself without end or grows without end");
        }
        HtmlMail mail = HtmlMail.parse(html.toString());
        if (!mail.refused().isEmpty()) {
            throw new BrokenTemplate(mailing + "/" + language + ".ftlh: " + mail.refused().get(0));
        }
        String version = Tokens.sha256(files.hash(mailing + "/" + language + ".ftlh") + files.hash(LAYOUT)).substring(0, 12);
        return new Rendered(subject, html.toString(), mail, language, version);
    }

    private Template template(String mailing, String language) {
        String name = mailing + "/" + language + ".ftlh";
        if (!TemplateFiles.isName(name)) {
            return null;
        }
        try {
            Template template = freemarker.getTemplate(name, null, null, null, true, true);
            if (template != null && template.getCustomAttribute("stoppable") == null) {
                stoppable(template);
                stoppable(freemarker.getTemplate(LAYOUT));
            }
            return template;
        } catch (IOException | SecurityException e) {
            throw new BrokenTemplate(firstLine(e), e);
        }
    }

    /** Puts a look for an interrupt into each loop and call. */
    private static void stoppable(Template template) {
        synchronized (template) {
            if (template.getCustomAttribute("stoppable") == null) {
                _CoreAPI.addThreadInterruptedChecks(template);
                template.setCustomAttribute("stoppable", true);
            }
        }
    }

    private static String subject(Environment environment, String mailing, String language) throws TemplateException {
        TemplateModel value = environment.getMainNamespace().get("subject");
        String subject = value instanceof TemplateScalarModel text ? PlainText.oneLine(text.getAsString()) : "";
        if (subject.isEmpty() || subject.length() > 200) {
            throw new BrokenTemplate(mailing + "/" + language + ".ftlh needs <#assign subject = \"…\"> of at most 200 characters");
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

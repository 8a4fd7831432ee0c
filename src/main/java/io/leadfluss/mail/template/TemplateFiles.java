package io.leadfluss.mail.template;

import freemarker.cache.FileTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import io.leadfluss.security.UnsafeSetting;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files under {@code templates/}, and nothing outside; whoever may edit them must not be able to run code, so some words of FreeMarker are
 * refused.
 */
class TemplateFiles implements TemplateLoader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}/[a-z0-9-]{1,20}\\.ftlh");
    private static final int MAX_CHARS = 200_000;
    // Named as FreeMarker's canonical form writes them, where no space or comment can hide them.
    private static final Pattern REFUSED = Pattern.compile(
            "\\?(new|api|eval|eval_json|evalJson|interpret|no_esc|noEsc|left_pad|leftPad|right_pad|rightPad|with_args\\w*|absolute_template_name)\\b"
                    + "|<#(no_?auto_?esc|noAutoEsc|outputformat|outputFormat|setting|include)\\b|\\.(get_optional_template|getOptionalTemplate)\\b");

    private final FileTemplateLoader files;
    private final Path folder;

    TemplateFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UnsafeSetting("There is no folder " + folder.toAbsolutePath().normalize() + " with mailings.",
                    "Start the program beside the folder 'templates', or set LEADFLUSS_TEMPLATES to where it is");
        }
        this.folder = folder;
        // Follows no symbolic link out of the folder.
        this.files = new FileTemplateLoader(folder.toFile(), false);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The folders with templates in them, and the languages of each; files for download may lie beside them. */
    SortedMap<String, SortedSet<String>> mailings() {
        SortedMap<String, SortedSet<String>> mailings = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder.toRealPath(), 2)) {
            found.map(file -> folder(file) + "/" + file.getFileName()).filter(name -> isName(name) && !name.startsWith("layout/"))
                    .map(name -> name.replace(".ftlh", "").split("/"))
                    .forEach(name -> mailings.computeIfAbsent(name[0], mailing -> new TreeSet<>()).add(name[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mailings;
    }

    private static Path folder(Path file) {
        return file.getParent().getFileName();
    }

    @Override
    public Object findTemplateSource(String name) throws IOException {
        return isName(name) ? files.findTemplateSource(name) : null;
    }

    @Override
    public long getLastModified(Object source) {
        return files.getLastModified(source);
    }

    @Override
    public Reader getReader(Object source, String encoding) throws IOException {
        StringWriter copy = new StringWriter();
        try (Reader reader = files.getReader(source, encoding)) {
            char[] buffer = new char[8192];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                copy.write(buffer, 0, read);
                if (copy.getBuffer().length() > MAX_CHARS) {
                    throw new IOException(source + " is longer than " + MAX_CHARS + " characters");
                }
            }
        }
        String text = copy.toString();
        Path file = Path.of(source.toString());
        refuse(folder(file) + "/" + file.getFileName(), text);
        return new StringReader(text);
    }

    @Override
    public void closeTemplateSource(Object source) throws IOException {
        files.closeTemplateSource(source);
    }

    private static void refuse(String name, String text) throws IOException {
        Template template;
        try {
            Configuration plain = new Configuration(Configuration.VERSION_2_3_34);
            plain.setRecognizeStandardFileExtensions(true);
            template = new Template(name, text, plain);
        } catch (ParseException e) {
            return; // FreeMarker itself will say it, with line and column
        }
        StringWriter canonical = new StringWriter();
        template.dump(canonical);
        Matcher matcher = REFUSED.matcher(canonical.toString());
        if (matcher.find()) {
            throw new IOException(name + " uses '" + matcher.group() + "', which mailings may not");
        }
        if (template.getOutputFormat() != HTMLOutputFormat.INSTANCE || !template.getAutoEscaping()) {
            throw new IOException(name + " switches off the escaping of HTML, which mailings may not");
        }
    }
}

package io.leadfluss.mail.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may edit a mailing may still not run code, read files, reach objects or hold up the program. */
class TemplateAttackTests {

    private static final String SECRET = "do not show this";

    @TempDir
    private Path folder;
    private Templates templates;

    @BeforeEach
    void layOut() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("templates/layout"));
        Files.copy(Path.of("templates/layout/mail.ftlh"), inside.resolve("mail.ftlh"));
        Files.writeString(folder.resolve("secret.ftlh"), SECRET);
        Files.createDirectories(folder.resolve("outside"));
        Files.writeString(folder.resolve("outside/secret.ftlh"), SECRET);
        templates = SampleMails.templates(folder.resolve("templates"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<#assign e=\"freemarker.template.utility.Execute\"?new()>${e(\"id\")}",
        "<#assign e=\"freemarker.template.utility.Execute\"? new ()>${e(\"id\")}",
        "<#assign e=\"freemarker.template.utility.Execute\"?<#-- x -->new()>${e(\"id\")}",
        "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.io.File\",\"/etc/passwd\")}",
        "${\"freemarker.template.utility.JythonRuntime\"?new()}",
        "${lead?api.class.protectionDomain}",
        "${lead?api}",
        "${\"1+1\"?eval}",
        "${\"{}\"?eval_json}",
        "<#assign x = \"<p>1</p>\"?interpret><@x />",
        "${lead.class}",
        "${lead.getClass()}",
        "${base.class.name}",
        "${linkTo.class}",
        "${sender.keySet()}",
        "${.data_model.class}",
        "${springMacroRequestContext}",
        "${Session}",
        "${\"x\"?left_pad(2147483647)}",
        "${\"x\"?right_pad(2147483647)}",
        "${\"<b>\"?no_esc}",
        "<#noautoesc>${lead.company}</#noautoesc>",
        "<#outputformat \"plainText\">${lead.company}</#outputformat>",
        "<#setting locale=\"../../x\">",
        "<#include \"/../secret.ftlh\">",
        "<#include \"../secret.ftlh\">",
        "<#include \"*/secret.ftlh\">",
        "<#import \"/../outside/secret.ftlh\" as x>",
        "<#import \"../outside/secret.ftlh\" as x>",
        "<#import \"file:///etc/passwd\" as x>",
        "<#import \"/layout/../../outside/secret.ftlh\" as x>",
        "<script>alert(1)</script>",
        "<img src=\"https://x.example/a.png\">",
        "<p onclick=\"x()\">1</p>",
        "<a href=\"javascript:alert(1)\">1</a>",
        "<a href=\"&#106;avascript:alert(1)\">1</a>",
        "<a href=\"/relative\">1</a>",
        "<a href=\"//evil.example\">1</a>",
        "<iframe src=\"https://x.example\"></iframe>",
    })
    void refuses(String attack) {
        assertThatThrownBy(() -> render(attack)).isInstanceOf(BrokenTemplate.class).message().doesNotContain(SECRET);
    }

    @Test
    void switchingOffTheEscapingInTheHeaderIsRefused() throws IOException {
        write("<#ftl output_format=\"plainText\"><#assign subject = \"x\">${lead.company}");

        assertThatThrownBy(this::render).isInstanceOf(BrokenTemplate.class);
    }

    @Test
    void linkOutOfTheFolderIsNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("templates/attack"), folder.resolve("outside"));
        Files.writeString(folder.resolve("outside/de.ftlh"), "<#assign subject = \"x\">" + SECRET);

        assertThatThrownBy(this::render).isInstanceOf(BrokenTemplate.class).message().doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "..", "layout/..", "attack/x", "", "Attack"})
    void nameOfAMailingCannotLeaveTheFolder(String mailing) {
        assertThatThrownBy(() -> templates.render(mailing, List.of("de"), ZoneOffset.UTC, Map.of())).isInstanceOf(BrokenTemplate.class);
    }

    @Test
    void languageCannotLeaveTheFolder() throws IOException {
        write("<#assign subject = \"x\">fine");

        assertThat(templates.render("attack", List.of("../../outside/secret"), ZoneOffset.UTC, SampleMails.model(Kind.NOTICE)).html()).isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<#list 1..2000000000 as x></#list>",
        "<#list 1..2000000000 as x><#assign y = x></#list>",
        "<#attempt><#list 1..2000000000 as x></#list><#recover></#attempt>",
        "<#macro a><@a /></#macro><@a />",
        "<#function f x><#return f(x)></#function>${f(1)}",
        "<#list 1..100000 as x>0123456789</#list>",
        "<#attempt><#list 1..100000 as x>0123456789</#list><#recover></#attempt>",
    })
    void stopsWhatDoesNotEnd(String attack) {
        assertThatThrownBy(() -> render(attack)).isInstanceOf(BrokenTemplate.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void valuesAreEscaped() throws IOException {
        Map<String, Object> model = SampleMails.model(Kind.NOTICE);
        model.put("lead", Map.of("company", "<b>\"A\" & 'B'</b>"));
        write("<#assign subject = \"For ${lead.company}\"><p title=\"${lead.company}\">${lead.company}</p>");

        Rendered mail = templates.render("attack", List.of("de"), ZoneOffset.UTC, model);

        assertThat(mail.html()).doesNotContain("<b>").contains("&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;");
        assertThat(mail.subject()).isEqualTo("For <b>\"A\" & 'B'</b>");
        assertThat(mail.text()).isEqualTo("<b>\"A\" & 'B'</b>\n");
    }

    @Test
    void subjectIsOneLine() throws IOException {
        write("<#assign subject = \"Hello\\nBcc: victim@example.org\">x");

        assertThat(render().subject()).isEqualTo("Hello Bcc: victim@example.org");
    }

    @Test
    void missingValueNamesThePlace() throws IOException {
        write("<#assign subject = \"x\">\n${lead.shoeSize}");

        assertThatThrownBy(this::render).isInstanceOf(BrokenTemplate.class).hasMessageContaining("attack/de.ftlh line 2").hasMessageContaining("lead.shoeSize");
    }

    @Test
    void changedFileCountsAtOnce() throws IOException, InterruptedException {
        write("<#assign subject = \"before\">x");
        Rendered before = render();

        write("<#assign subject = \"after\">x");
        Files.setLastModifiedTime(folder.resolve("templates/attack/de.ftlh"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        Templates later = SampleMails.templates(folder.resolve("templates"));
        Rendered after = later.render("attack", List.of("de"), ZoneOffset.UTC, SampleMails.model(Kind.NOTICE));

        assertThat(after.subject()).isEqualTo("after");
        assertThat(after.version()).isNotEqualTo(before.version());
    }

    @Test
    void changedFileShowsAtOnceWhenLookedAtAgain() throws IOException {
        write("<#assign subject = \"before\">x");
        render();
        write("<#assign subject = \"behind\">x");

        templates.readAgain();

        assertThat(render().subject()).isEqualTo("behind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<#assign f = 'kind = \"B2B\"'><@mail.when f>x</@mail.when>", "${matches('a' + 'b')?c}", "${matches()?c}"})
    void filterThatIsPutTogetherIsRefused(String attack) throws IOException {
        write("<#assign subject = \"x\">" + attack);
        Map<String, Object> model = SampleMails.model(Kind.NOTICE);
        model.put("matches", Audience.all().blocksFor(1, templates.filters("attack", List.of())));

        assertThatThrownBy(() -> templates.render("attack", List.of("de"), ZoneOffset.UTC, model)).isInstanceOf(BrokenTemplate.class);
    }

    private void render(String attack) throws IOException {
        write("<#assign subject = \"x\">" + attack);
        render();
    }

    private Rendered render() {
        return templates.render("attack", List.of("de"), ZoneOffset.UTC, SampleMails.model(Kind.NOTICE));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder.resolve("templates/attack"));
        Files.writeString(folder.resolve("templates/attack/de.ftlh"), text);
    }
}

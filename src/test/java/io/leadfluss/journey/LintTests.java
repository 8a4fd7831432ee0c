package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.calendar.SendWindows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

/** The command that says what is wrong with models and mailings before anybody gets them. */
@JourneyTest
class LintTests {

    @TempDir
    private Path folder;
    private Path processes;
    private Path templates;
    @Autowired
    private SendWindows windows;

    @BeforeEach
    void copy() throws IOException {
        processes = folder.resolve("processes");
        templates = folder.resolve("templates");
        FileSystemUtils.copyRecursively(Path.of("processes"), processes);
        FileSystemUtils.copyRecursively(Path.of("templates"), templates);
    }

    @Test
    void ourOwnFoldersAreFine() {
        assertThat(said(0)).contains("Nothing is wrong");
    }

    @Test
    void findsWhatIsWrongWithAMailing() throws IOException {
        change(templates.resolve("win-back/de.ftlh"), "<@mail.greeting />", "<p>Hallo ${lead.firstName},</p><@mail.when 'shoeSize > 40'>x</@mail.when>");

        assertThat(said(1)).contains("templates/win-back/de.ftlh: A block has the filter 'shoeSize > 40', which asks for");
    }

    @Test
    void findsWhatIsWrongWithAModel() throws IOException {
        change(processes.resolve("win-back.bpmn"), "${sendMail}", "${sendFax}");

        assertThat(said(1)).contains("processes/win-back.bpmn").contains("sendFax");
    }

    @Test
    void findsASlipInATable() throws IOException {
        change(processes.resolve("lead-engagement.dmn"), "<text>-60</text>", "<text>minus 60</text>");

        assertThat(said(1)).contains("processes/lead-engagement.dmn, CalledSpam: rule 25, column 'Points' says 'minus 60': write a number");
    }

    @Test
    void findsAPolicyThatNobodyUnderstands() throws IOException {
        change(processes.resolve("lead-routing.dmn"), "<text>\"round robin\"</text>", "<text>\"round-robbin\"</text>");

        assertThat(said(1)).contains("processes/lead-routing.dmn").contains("rule 3, column 'Shared by' says '\"round-robbin\"': write one of \"round robin\"");
    }

    @Test
    void findsAStepThatSendsNoMailing() throws IOException {
        change(processes.resolve("win-back.bpmn"), ">win-back-last<", ">win-back-lost<");

        assertThat(said(1)).contains("It sends the mailing 'win-back-lost', which there is not");
    }

    @Test
    void findsAStepThatSendsAMailingOfAnotherKind() throws IOException {
        change(processes.resolve("win-back.bpmn"), ">win-back-last<", ">handover-new<");

        assertThat(said(1)).contains("'handover-new' is of the kind NOTICE, but a step sends it as ADVERTISING");
    }

    @Test
    void saysThatThereIsNoFolder() throws IOException {
        FileSystemUtils.deleteRecursively(templates);

        assertThat(said(2)).contains("There is no folder");
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private String said(int code) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int ended = new Lint(processes, templates, windows).report(new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(ended).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(code);
        return said.toString(StandardCharsets.UTF_8);
    }
}

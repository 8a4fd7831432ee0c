package io.leadfluss.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.leadfluss.lead.Leads;
import io.leadfluss.web.Notices.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.ResourceBundleMessageSource;

class SampleDataTests {

    @TempDir
    private Path data;
    private final Leads leads = mock(Leads.class);
    private final SampleLives lives = mock(SampleLives.class);
    private final SampleHistory history = mock(SampleHistory.class);
    private final TimeMachine time = mock(TimeMachine.class);

    @Test
    void saysAtTheNextStartThatTheProgramWasEndedWhileItMadeThem() throws Exception {
        SampleData ended = program();
        ended.stop(null);
        ended.run(null);
        clearInvocations(lives, time);

        SampleData next = program();
        next.run(null);

        assertThat(next.at("demo", Locale.GERMAN)).extracting(Notice::text).singleElement().asString().contains("unvollständig", data.toString());
        assertThat(next.at("demo", Locale.ENGLISH)).extracting(Notice::text).singleElement().asString().contains("incomplete", data.toString());
        assertThat(next.at("leads", Locale.ENGLISH)).isEmpty();
        verify(time).comeHome();
        verifyNoInteractions(lives);
    }

    @Test
    void saysNothingWhenTheyAreComplete() throws Exception {
        program().run(null);
        verify(history).add();
        when(leads.count()).thenReturn(500L);
        clearInvocations(lives, time);

        SampleData next = program();
        next.run(null);

        assertThat(next.at("demo", Locale.GERMAN)).isEqualTo(List.of());
        verify(time, never()).startInThePast(any());
        verifyNoInteractions(lives);
    }

    /** Another start of the program on the same data. */
    private SampleData program() throws Exception {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setBasename("messages/demo");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        return new SampleData(leads, lives, mock(SampleSales.class), mock(SampleNewsletter.class), history, mock(SampleFigures.class), time,
                DataFolder.open(data), words);
    }
}

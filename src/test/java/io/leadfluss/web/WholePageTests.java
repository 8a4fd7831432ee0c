package io.leadfluss.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.template.Configuration;
import freemarker.template.SimpleHash;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class WholePageTests {

    private final Configuration pages = new Configuration(Configuration.VERSION_2_3_34);
    private final MockHttpServletResponse answer = new MockHttpServletResponse();

    @Test
    void sendsNothingOfAPageThatFailsHalfWay() {
        pages.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);

        assertThatThrownBy(() -> show("x".repeat(100_000) + "${nobody}")).isInstanceOf(TemplateException.class);

        assertThat(answer.isCommitted()).isFalse();
        assertThat(answer.getContentAsByteArray()).isEmpty();
    }

    @Test
    void sendsAPageAsItIs() throws Exception {
        show("Grüße an ${name} in ${place?url}");

        assertThat(answer.getContentAsString()).isEqualTo("Grüße an Erika in K%C3%B6ln");
    }

    private void show(String page) throws IOException, TemplateException {
        answer.setCharacterEncoding("UTF-8");
        new WholePage().processTemplate(new Template("page", page, pages), new SimpleHash(Map.of("name", "Erika", "place", "Köln"), pages.getObjectWrapper()), answer);
    }
}

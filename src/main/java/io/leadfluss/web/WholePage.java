package io.leadfluss.web;

import freemarker.core.Environment;
import freemarker.template.SimpleHash;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import org.springframework.web.servlet.view.freemarker.FreeMarkerView;

/** A page that is sent only when all of it could be written: one that fails half-way becomes an error page and an incident, not half a page. */
public class WholePage extends FreeMarkerView {

    @Override
    protected void processTemplate(Template template, SimpleHash model, HttpServletResponse response) throws IOException, TemplateException {
        StringWriter page = new StringWriter();
        Environment writing = template.createProcessingEnvironment(model, page);
        writing.setOutputEncoding(response.getCharacterEncoding());
        writing.process();
        response.getWriter().write(page.toString());
    }
}

package io.leadfluss.web;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.utility.DeepUnwrap;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import freemarker.template.TemplateModel;

/** Gives every page its language and {@code msg("key", args…)}, which looks a text up in it. */
@ControllerAdvice
class PageModel {

    private final MessageSource messages;

    PageModel(MessageSource messages) {
        this.messages = messages;
    }

    @ModelAttribute
    void addTexts(Model model, Locale locale) {
        model.addAttribute("lang", locale.getLanguage());
        model.addAttribute("msg", (TemplateMethodModelEx) arguments -> {
            Object[] values = new Object[arguments.size() - 1];
            for (int i = 1; i < arguments.size(); i++) {
                values[i - 1] = DeepUnwrap.unwrap((TemplateModel) arguments.get(i));
            }
            return messages.getMessage(DeepUnwrap.unwrap((TemplateModel) arguments.get(0)).toString(), values, locale);
        });
    }
}

package io.leadfluss.web;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Gives every page its language and the functions of its frame. All of them work only when a page calls them, so that an answer without a page,
 * a pixel say, neither opens a session nor asks the database.
 * <ul>
 * <li>{@code msg("key", args…)} a text in the visitor's language
 * <li>{@code here("name", value, …)} the address of this page with parameters changed; an empty value leaves one out
 * <li>{@code asset("/lib/…")} the address of a file that browsers may keep for ever
 * <li>{@code notices("place")} what to say above every page of that place
 * <li>{@code clock(instant)}, {@code date(instant)} a time or date as people write it
 * </ul>
 */
@ControllerAdvice
class PageModel {

    private final MessageSource messages;
    private final ResourceUrlProvider assets;
    private final ObjectProvider<Notices> notices;
    private final Clock clock;
    private final ZoneId zone;
    private final String privacyUrl;
    private final String imprintUrl;
    private final boolean demo;

    PageModel(MessageSource messages, ResourceUrlProvider assets, ObjectProvider<Notices> notices, Clock clock, Environment environment,
            @Value("${leadfluss.time-zone}") ZoneId zone, @Value("${leadfluss.privacy-url}") String privacyUrl,
            @Value("${leadfluss.imprint-url}") String imprintUrl) {
        this.messages = messages;
        this.assets = assets;
        this.notices = notices;
        this.clock = clock;
        this.zone = zone;
        this.privacyUrl = privacyUrl;
        this.imprintUrl = imprintUrl;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @ModelAttribute
    void addFrame(Model model, Locale locale, HttpServletRequest request) {
        model.addAttribute("lang", locale.getLanguage());
        model.addAttribute("demo", demo);
        model.addAttribute("privacyUrl", privacyUrl);
        model.addAttribute("imprintUrl", imprintUrl);
        model.addAttribute("viewer", new Viewer(request));
        model.addAttribute("now", clock.instant().toString());
        model.addAttribute("msg", function(arguments ->
                messages.getMessage(arguments.get(0).toString(), arguments.subList(1, arguments.size()).toArray(), locale)));
        model.addAttribute("here", function(arguments -> here(request, arguments)));
        model.addAttribute("asset", function(arguments -> {
            String address = assets.getForLookupPath(arguments.get(0).toString());
            return address == null ? arguments.get(0) : address;
        }));
        model.addAttribute("notices", function(arguments ->
                notices.stream().flatMap(each -> each.at(arguments.get(0).toString(), locale).stream()).toList()));
        model.addAttribute("clock", function(arguments -> format(arguments.get(0), Moments.timeAndDay(locale))));
        model.addAttribute("date", function(arguments -> format(arguments.get(0), Moments.day(locale))));
    }

    private String format(Object instant, DateTimeFormatter format) {
        return format.withZone(zone).format((Instant) instant);
    }

    private static String here(HttpServletRequest request, List<Object> changes) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(failed == null ? request.getRequestURI() : failed.toString());
        if (failed == null && "GET".equals(request.getMethod())) {
            address.query(request.getQueryString());
        }
        for (int i = 0; i + 1 < changes.size(); i += 2) {
            String value = changes.get(i + 1).toString();
            String name = changes.get(i).toString();
            if (value.isEmpty()) {
                address.replaceQueryParam(name);
            } else {
                address.replaceQueryParam(name, UriComponentsBuilder.newInstance().queryParam("v", "{v}").encode().buildAndExpand(value)
                        .getQuery().substring(2));
            }
        }
        return address.build(true).toUriString();
    }

    private static TemplateMethodModelEx function(Function function) {
        return arguments -> {
            Object[] values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = DeepUnwrap.unwrap((TemplateModel) arguments.get(i));
            }
            return function.apply(List.of(values));
        };
    }

    private interface Function {

        Object apply(List<Object> arguments) throws TemplateModelException;
    }
}

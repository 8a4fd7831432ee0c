package io.leadfluss.mail.template;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import io.leadfluss.rules.LeadFilters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * For whom of those who are written to together the blocks of a mailing are: a filter is asked once for all of them, before anything is written,
 * so that writing a mail needs no database. Used by one thread.
 */
public final class Audience {

    private final BiFunction<Long, String, Boolean> includes;

    public Audience(LeadFilters filters, Collection<Long> leads) {
        List<Long> asked = List.copyOf(leads);
        Map<String, Set<Long>> found = new HashMap<>();
        this.includes = (lead, filter) -> found.computeIfAbsent(filter, each -> ask(filters, each, asked)).contains(lead);
    }

    private Audience(boolean answer) {
        this.includes = (lead, filter) -> answer;
    }

    /** For whom every block is. */
    public static Audience all() {
        return new Audience(true);
    }

    /** For whom no block is. */
    public static Audience none() {
        return new Audience(false);
    }

    /**
     * What a template calls as {@code matches("…")} and by {@code <@mail.when "…">}.
     *
     * @param asked the filters that the template names
     * @throws BrokenTemplate when one of them is no filter
     */
    public TemplateMethodModelEx blocksFor(long lead, Collection<String> asked) {
        Map<String, Boolean> answers = new HashMap<>();
        asked.forEach(filter -> answers.put(filter, includes.apply(lead, filter)));
        return answering(answers);
    }

    private static Set<Long> ask(LeadFilters filters, String filter, List<Long> leads) {
        try {
            return filters.matching(filter, leads);
        } catch (IllegalArgumentException e) {
            throw new BrokenTemplate("A block has the filter '" + filter + "': " + e.getMessage(), e);
        }
    }

    private static TemplateMethodModelEx answering(Map<String, Boolean> answers) {
        return arguments -> {
            Boolean answer = arguments.size() == 1 ? answers.get(arguments.get(0).toString()) : null;
            if (answer == null) {
                throw new TemplateModelException("A filter must stand in the template as plain text, like <@mail.when 'country = \"DE\"'>");
            }
            return answer;
        };
    }
}

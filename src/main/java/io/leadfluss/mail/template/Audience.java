package io.leadfluss.mail.template;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import io.leadfluss.rules.LeadFilters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For whom of those who are written to together the blocks of a mailing are: a filter is asked once for all of them, before anything is written,
 * so that writing a mail needs no database. Used by one thread.
 */
public final class Audience {

    private final LeadFilters filters;
    private final List<Long> leads;
    private final Map<String, Set<Long>> found = new HashMap<>();

    public Audience(LeadFilters filters, Collection<Long> leads) {
        this.filters = filters;
        this.leads = List.copyOf(leads);
    }

    /**
     * What a template calls as {@code matches("…")} and by {@code <@mail.when "…">}.
     *
     * @param asked the filters that the template names
     * @throws BrokenTemplate when one of them is no filter
     */
    public TemplateMethodModelEx blocksFor(long lead, Collection<String> asked) {
        Map<String, Boolean> answers = new HashMap<>();
        asked.forEach(filter -> answers.put(filter, found.computeIfAbsent(filter, this::ask).contains(lead)));
        return answering(answers);
    }

    private Set<Long> ask(String filter) {
        try {
            return filters.matching(filter, leads);
        } catch (IllegalArgumentException e) {
            throw new BrokenTemplate("A block has the filter '" + filter + "': " + e.getMessage(), e);
        }
    }

    /** The same answer for every block, to look at a mailing with all of them or with none. */
    static TemplateMethodModelEx always(boolean shown) {
        return arguments -> shown;
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

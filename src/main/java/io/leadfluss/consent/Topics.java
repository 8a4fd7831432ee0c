package io.leadfluss.consent;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What advertising may be about, so that a lead can leave out what does not interest it. */
@Component
public class Topics {

    private final Map<String, Map<String, String>> labels = new LinkedHashMap<>();

    Topics(TopicSettings settings) {
        settings.topics().forEach((key, words) -> {
            if (words.values().stream().anyMatch(word -> !word.isBlank())) {
                labels.put(key, words);
            }
        });
    }

    public Set<String> keys() {
        return labels.keySet();
    }

    /** In the reader's language, else in any. */
    public String label(String topic, Locale locale) {
        Map<String, String> words = labels.get(topic);
        return words.getOrDefault(locale.getLanguage(), words.values().iterator().next());
    }
}

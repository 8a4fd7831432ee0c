package io.leadfluss.consent;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.consent}.
 *
 * @param topics what advertising may be about: a key as mails name it and a label per language; without a label it is not offered
 */
@ConfigurationProperties("leadfluss.consent")
record TopicSettings(@DefaultValue Map<String, Map<String, String>> topics) {

    TopicSettings {
        topics.keySet().stream().filter(key -> !key.matches("[a-z0-9]+(-[a-z0-9]+)*") || key.length() > 40).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("leadfluss.consent.topics: '" + key + "' is no name of a topic: use small letters, digits and hyphens");
        });
    }
}

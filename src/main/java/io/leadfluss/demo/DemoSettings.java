package io.leadfluss.demo;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.demo}.
 *
 * @param data where database and keys of the demo live
 */
@ConfigurationProperties("leadfluss.demo")
record DemoSettings(@DefaultValue("./data") Path data) {
}

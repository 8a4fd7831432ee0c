package io.leadfluss.demo;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What the parts of the demo share. */
@Configuration
@Profile("demo")
class DemoBeans {

    @Bean
    DataFolder dataFolder(DemoSettings settings) throws IOException {
        return DataFolder.open(settings.data());
    }
}

package io.leadfluss.demo;

import io.leadfluss.security.LoginHint;
import java.io.IOException;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** What the parts of the demo share, and what the login page says in it. */
@Configuration
@Profile("demo")
class DemoBeans {

    @Bean
    DataFolder dataFolder(DemoSettings settings) throws IOException {
        return DataFolder.open(settings.data());
    }

    @Bean
    static BeanDefinitionRegistryPostProcessor loginHints(Environment environment) {
        boolean samples = environment.getProperty("leadfluss.demo.sample-data", Boolean.class, true);
        return registry -> DemoAccounts.all(samples).forEach(account -> registry.registerBeanDefinition("loginHint-" + account.username(),
                BeanDefinitionBuilder.genericBeanDefinition(LoginHint.class,
                        () -> new LoginHint(account.username(), DemoAccounts.PASSWORD, "demo.account." + account.username())).getBeanDefinition()));
    }
}

package io.leadfluss.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.demo.DemoAccounts.DemoAccount;
import io.leadfluss.security.LoginHint;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class DemoAccountsTests {

    @Test
    void areAllShownOnTheLoginPageWithTheSampleData() {
        assertThat(hints(new MockEnvironment())).contains("sales1", "sales2", "sales3", "sales4", "sales5", "manager");
        assertThat(hints(new MockEnvironment().withProperty("leadfluss.demo.sample-data", "false"))).contains("sales3").doesNotContain("sales4", "sales5");
    }

    @ParameterizedTest
    @CsvSource({"de", "en"})
    void allSayWhatTheyDo(String language) {
        ResourceBundle words = ResourceBundle.getBundle("messages/demo", language.equals("de") ? Locale.GERMAN : Locale.ROOT);

        assertThat(DemoAccounts.all(true)).extracting(DemoAccount::username).allMatch(name -> words.containsKey("demo.account." + name));
    }

    private static List<String> hints(MockEnvironment environment) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        DemoBeans.loginHints(environment).postProcessBeanDefinitionRegistry(beans);
        return beans.getBeansOfType(LoginHint.class).values().stream().map(LoginHint::username).toList();
    }
}

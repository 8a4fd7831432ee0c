package io.leadfluss;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The program: lead management and marketing automation as open BPMN. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Leadfluss {

    public static void main(String[] args) {
        // The engine stores dates without a zone: every copy of the program must count in the same one.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        if (Commands.isMeant(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication.run(Leadfluss.class, args);
    }
}

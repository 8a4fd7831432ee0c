package io.leadfluss.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Switches to profile demo when no database is configured, and gives the demo a generated server key and a mail server of its own. */
class DemoByDefault implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        // A command only reads settings: it needs no database, and makes no folder.
        if (environment.containsProperty("leadfluss.command")) {
            return;
        }
        boolean demo = environment.matchesProfiles("demo");
        if (!demo && !environment.containsProperty("spring.datasource.url")) {
            environment.addActiveProfile("demo");
            demo = true;
        }
        if (demo) {
            try {
                environment.getPropertySources().addLast(new MapPropertySource("demo", defaults(environment)));
            } catch (IOException e) {
                throw new IllegalStateException("The demo's data folder cannot be made, or no port is free for its mail server", e);
            }
        }
    }

    private static Map<String, Object> defaults(ConfigurableEnvironment environment) throws IOException {
        Map<String, Object> defaults = new HashMap<>();
        if (!environment.containsProperty("leadfluss.security.secret")) {
            DataFolder folder = DataFolder.open(Path.of(environment.getProperty("leadfluss.demo.data", "./data")));
            defaults.put("leadfluss.security.secret", folder.secret("server"));
        }
        if (!environment.containsProperty("leadfluss.mail.smtp.host")) {
            int port = freePort();
            if (!environment.containsProperty("leadfluss.mail.inbound.host")) {
                int imapPort = freePort();
                defaults.put("leadfluss.demo.imap-port", imapPort);
                defaults.put("leadfluss.mail.inbound.host", "127.0.0.1");
                defaults.put("leadfluss.mail.inbound.port", imapPort);
                defaults.put("leadfluss.mail.inbound.username", MailServer.RETURNS);
                defaults.put("leadfluss.mail.inbound.password", MailServer.RETURNS);
                defaults.put("leadfluss.mail.inbound.tls", "none");
                defaults.put("leadfluss.mail.inbound.poll", "3s");
            }
            defaults.put("leadfluss.demo.smtp-port", port);
            defaults.put("leadfluss.mail.smtp.host", "127.0.0.1");
            defaults.put("leadfluss.mail.smtp.port", port);
            defaults.put("leadfluss.mail.smtp.tls", "none");
        }
        return defaults;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

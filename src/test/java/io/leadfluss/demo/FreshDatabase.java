package io.leadfluss.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Lets each test run begin with an empty database, but keeps the unpacked server, and finds a free port, which links in mails must know. */
public class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try (ServerSocket free = new ServerSocket(0)) {
            TestPropertyValues.of("free.port=" + free.getLocalPort()).applyTo(context);
            DataFolder folder = DataFolder.open(Path.of(context.getEnvironment().getRequiredProperty("leadfluss.demo.data")));
            EmbeddedDatabase.stopLeftover(folder);
            for (String part : new String[] {"db", "tmp", "inbox", TimeMachine.FILE}) {
                FileSystemUtils.deleteRecursively(folder.path(part));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.leadfluss.journey.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A step that no attack may touch: a touch means that code ran. */
@Component("canary")
public class Canary implements JavaDelegate {

    private final AtomicInteger touches = new AtomicInteger();

    public boolean touch() {
        touches.incrementAndGet();
        return true;
    }

    int touches() {
        return touches.get();
    }

    @Override
    public void execute(DelegateExecution execution) {
        touch();
    }
}

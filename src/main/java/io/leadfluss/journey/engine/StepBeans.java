package io.leadfluss.journey.engine;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationContext;

/** The only beans that a model can name: the steps. Looked up late, since steps need the engine and the engine these names. */
class StepBeans extends AbstractMap<Object, Object> {

    private final ApplicationContext context;
    private final Set<String> names;

    StepBeans(ApplicationContext context) {
        this.context = context;
        this.names = Set.copyOf(List.of(context.getBeanNamesForType(JavaDelegate.class, false, false)));
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text && names.contains(text);
    }

    @Override
    public Object get(Object name) {
        return containsKey(name) ? context.getBean((String) name) : null;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        var entries = new LinkedHashSet<Map.Entry<Object, Object>>();
        names.forEach(name -> entries.add(Map.entry(name, context.getBean(name))));
        return entries;
    }
}

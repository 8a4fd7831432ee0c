package io.leadfluss.journey.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.Page;

/** The part of a list that a query asked for. */
final class Paging {

    private Paging() {
    }

    static <T> List<T> of(List<T> all, Page page) {
        return page == null ? all : all.stream().skip(page.getFirstResult()).limit(page.getMaxResults()).toList();
    }
}

package io.leadfluss.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What happened several times in a row, told once. */
public final class Repeats {

    private Repeats() {
    }

    /** The first of neighbours that are the same, and how many they are. */
    public record Repeat<T>(T first, int times) {
    }

    /** The items in their order, with those neighbours as one that the function holds for the same. */
    public static <T> List<Repeat<T>> of(List<T> items, Function<T, ?> sameness) {
        List<Repeat<T>> repeats = new ArrayList<>();
        for (T item : items) {
            Repeat<T> last = repeats.isEmpty() ? null : repeats.get(repeats.size() - 1);
            if (last != null && Objects.equals(sameness.apply(last.first()), sameness.apply(item))) {
                repeats.set(repeats.size() - 1, new Repeat<>(last.first(), last.times() + 1));
            } else {
                repeats.add(new Repeat<>(item, 1));
            }
        }
        return repeats;
    }
}

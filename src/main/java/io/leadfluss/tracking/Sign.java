package io.leadfluss.tracking;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something about a hit that people seldom show and machines often do. No sign is enough by itself: a hit is a machine's when its signs together
 * weigh {@link #ENOUGH}.
 */
public enum Sign {

    /** It calls itself a program. */
    PROGRAM(70),
    /** It calls itself the scanner of a mail gateway. */
    GATEWAY(70),
    /** It does not say what it is, as Apple's Mail Privacy Protection does when it loads all pictures in advance. */
    NAMELESS(60),
    /** It comes from a network that scanners or picture proxies use. */
    NETWORK(70),
    /** It asked for the head only, as programs do that check a link. */
    HEAD(70),
    /** It says itself that nobody has asked for it yet. */
    PREFETCH(70),
    /** It lacks what every browser sends along when a person follows a link. */
    INCOMPLETE(40),
    /** It came within seconds of the delivery, before anybody can have read the mail. */
    SOON(50),
    /** Another link of the same mail was opened in the same moment. */
    SEVERAL_LINKS(60),
    /** Mail and link were opened in the same moment: nobody reads that fast. */
    HASTE(40),
    /** The link that no person sees was followed at about the same time. */
    TRAP(70);

    /** From this weight on it was a machine; each sign weighs less. */
    public static final int ENOUGH = 100;

    private final int weight;

    Sign(int weight) {
        this.weight = weight;
    }

    public int weight() {
        return weight;
    }

    static int weight(Collection<Sign> signs) {
        return signs.stream().mapToInt(Sign::weight).sum();
    }

    static boolean showMachine(Collection<Sign> signs) {
        return weight(signs) >= ENOUGH;
    }

    /** As stored. */
    static String names(Collection<Sign> signs) {
        return signs.stream().map(Sign::name).sorted().collect(Collectors.joining(" "));
    }

    static Set<Sign> of(String names) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        for (String name : names.split(" ")) {
            if (!name.isEmpty()) {
                signs.add(valueOf(name));
            }
        }
        return signs;
    }
}

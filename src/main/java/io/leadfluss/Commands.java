package io.leadfluss;

import io.leadfluss.journey.Lint;
import io.leadfluss.mail.sender.CheckDomain;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** What the program does instead of serving pages, when its first argument is the name of a command. */
class Commands {

    private static final int WRONG_CALL = 2;

    private static final Map<String, ToIntFunction<String[]>> COMMANDS = new TreeMap<>(Map.of("check-domain", CheckDomain::run, "lint", Lint::run));

    private Commands() {
    }

    static boolean isMeant(String... args) {
        return args.length > 0 && !args[0].startsWith("-");
    }

    /** Returns the exit code. */
    static int run(String... args) {
        ToIntFunction<String[]> command = COMMANDS.get(args[0]);
        if (command == null) {
            System.err.println("There is no command '" + args[0] + "'. Commands are: " + String.join(", ", COMMANDS.keySet())
                    + ". Without one the program serves pages.");
            return WRONG_CALL;
        }
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        return command.applyAsInt(rest);
    }
}

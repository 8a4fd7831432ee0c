package io.leadfluss.mail.inbound;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the blocks of {@code Name: value} lines that reports are made of; what is no such line is passed over. */
final class ReportFields {

    private static final int BLOCKS = 100;

    private ReportFields() {
    }

    /** One map per block, with names in small letters; of a name given twice the first counts. */
    static List<Map<String, String>> blocks(String text) {
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = new LinkedHashMap<>();
        String last = null;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isBlank()) {
                if (!block.isEmpty()) {
                    blocks.add(block);
                    block = new LinkedHashMap<>();
                }
                last = null;
            } else if (Character.isWhitespace(line.charAt(0))) {
                if (last != null && block.get(last).length() < 4_000) {
                    block.merge(last, " " + line.strip(), String::concat);
                }
            } else {
                last = add(line, block);
            }
            if (blocks.size() >= BLOCKS) {
                return blocks;
            }
        }
        if (!block.isEmpty()) {
            blocks.add(block);
        }
        return blocks;
    }

    private static String add(String line, Map<String, String> block) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            return null;
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return block.putIfAbsent(name, line.substring(colon + 1).strip()) == null ? name : null;
    }
}

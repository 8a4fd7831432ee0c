package io.leadfluss.journey.table;

import io.leadfluss.rules.DecisionTables;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.model.dmn.Dmn;

/** The tables of the processes folder, asked without engine and database; more can be added. */
public final class FileTables implements DecisionTables {

    private final Map<String, DecisionTable> tables = new TreeMap<>();

    public FileTables() {
        for (File file : new File("processes").listFiles((folder, name) -> name.endsWith(".dmn"))) {
            String key = file.getName().replace(".dmn", "");
            tables.put(key, DecisionTable.of(key, 1, Dmn.readModelFromFile(file)));
        }
    }

    /** The same rules under another key or in another version, with a piece of the file changed. */
    public FileTables with(String key, String from, int version, String... replacements) {
        String xml = Dmn.convertToString(Dmn.readModelFromFile(new File("processes/" + from + ".dmn"))).replace("id=\"" + from + "\"", "id=\"" + key + "\"")
                .replace("dmnElementRef=\"" + from + "\"", "dmnElementRef=\"" + key + "\"");
        for (String[] replacement : Arrays.stream(replacements).map(text -> text.split(" -> ")).toList()) {
            xml = xml.replace(replacement[0], replacement[1]);
        }
        tables.put(key, DecisionTable.of(key, version, Dmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))));
        return this;
    }

    @Override
    public List<Match> evaluate(String table, Map<String, Object> inputs) {
        return tables.get(table).evaluate(inputs);
    }

    @Override
    public int version(String table) {
        return tables.containsKey(table) ? tables.get(table).version() : 0;
    }

    @Override
    public List<String> keys(String prefix) {
        return tables.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public Optional<Set<String>> named(String table, String input) {
        return tables.get(table).named(input);
    }
}

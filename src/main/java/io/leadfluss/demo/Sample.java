package io.leadfluss.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/**
 * A row of the file of sample leads.
 *
 * @param does what happens next: nothing, {@code confirm}, and after that form names, {@code visit}, {@code order}, {@code leave}, and what sales
 *        does: see {@link SampleSales}
 */
record Sample(Map<String, String> fields, String language, String form, List<String> does) {

    static List<Sample> read() throws IOException {
        try (Reader reader = new InputStreamReader(new ClassPathResource("demo/leads.csv").getInputStream(), StandardCharsets.UTF_8)) {
            List<String> lines = new BufferedReader(reader).lines().filter(line -> !line.isBlank()).toList();
            String[] names = lines.get(0).split(",");
            List<Sample> samples = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] values = line.split(",", -1);
                Map<String, String> fields = new LinkedHashMap<>();
                for (int i = 0; i < names.length - 3; i++) {
                    if (!values[i].isEmpty()) {
                        fields.put(names[i], values[i]);
                    }
                }
                samples.add(new Sample(fields, values[names.length - 3], values[names.length - 2], List.of(values[names.length - 1].split(" "))));
            }
            return samples;
        }
    }
}

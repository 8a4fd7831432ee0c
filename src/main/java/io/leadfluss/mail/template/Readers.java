package io.leadfluss.mail.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The leads as whom a mailing can be looked at. */
@Component
@Transactional(readOnly = true)
class Readers {

    private static final String LEADS = """
            SELECT l.id, l.first_name, l.last_name, l.language, c.name company FROM leads l LEFT JOIN company c ON c.id = l.company_id
            """;
    private static final int MOST = 10;

    private final JdbcClient jdbc;

    Readers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param name empty when none is known */
    public record Reader(long id, String name, String company, String language) {
    }

    Optional<Reader> find(long id) {
        return jdbc.sql(LEADS + "WHERE l.id = :id").param("id", id).query((row, n) -> reader(row)).optional();
    }

    /** Those in whose name, address or company all the words are, the most active ones first; without a word simply the most active ones. */
    List<Reader> search(String text) {
        List<String> words = Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).limit(5)
                .map(word -> "%" + word.replaceAll("[\\\\%_]", "\\\\$0") + "%").toList();
        String all = IntStream.range(0, words.size())
                .mapToObj(i -> "CONCAT_WS(' ', l.first_name, l.last_name, l.email, c.name) LIKE :word" + i).collect(Collectors.joining(" AND "));
        JdbcClient.StatementSpec query = jdbc.sql(LEADS + (all.isEmpty() ? "" : "WHERE " + all + " ") + "ORDER BY l.last_active_at DESC LIMIT " + MOST);
        for (int i = 0; i < words.size(); i++) {
            query = query.param("word" + i, words.get(i));
        }
        return query.query((row, n) -> reader(row)).list();
    }

    private static Reader reader(ResultSet row) throws SQLException {
        String name = Stream.of(row.getString("first_name"), row.getString("last_name")).filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        String company = row.getString("company");
        return new Reader(row.getLong("id"), name, company == null ? "" : company, row.getString("language"));
    }
}

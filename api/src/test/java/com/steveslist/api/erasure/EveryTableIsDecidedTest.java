package com.steveslist.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever adds a table says in {@code privacy/tables.txt} what it holds of people, and what becomes of that when they are erased. */
class EveryTableIsDecidedTest {

    private static final Set<String> DECISIONS = Set.of("deleted", "ids", "nothing", "unreadable", "keys", "public");

    private final Map<String, String> decisions = decisions();
    private final List<JdbcClient> databases = List.of(
            JdbcClient.create(SharedApplication.context().getBean("securityDataSource", HikariDataSource.class)),
            JdbcClient.create(SharedApplication.context().getBean("keysDataSource", HikariDataSource.class)));

    /** By the table's name with its schema. */
    private static Map<String, String> decisions() {
        Map<String, String> decisions = new LinkedHashMap<>();
        try (InputStream file = EveryTableIsDecidedTest.class.getResourceAsStream("/privacy/tables.txt")) {
            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 3))
                    .forEach(columns -> decisions.put(columns[0], columns[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return decisions;
    }

    /** Versions of views beside those that serve are as these; what a rebuild found different is names of fields. */
    private static List<String> tables(JdbcClient database) {
        return database.sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'rebuild', 'views_next', 'views_previous')
                            and table_name <> 'flyway_schema_history'
                        order by 1""")
                .query(String.class)
                .list();
    }

    @Test
    void every_table_is_decided_about() {
        Set<String> known = new TreeSet<>();
        databases.forEach(database -> known.addAll(tables(database)));
        assertThat(decisions.keySet()).as("privacy/tables.txt").containsExactlyInAnyOrderElementsOf(known);
        assertThat(decisions.values()).isSubsetOf(DECISIONS);
    }

    @Test
    void what_is_said_to_be_deleted_is_what_the_erasure_deletes() {
        List<String> cascading = List.of("security.import_chunks", "security.import_errors");
        Set<String> deleted = new TreeSet<>();
        decisions.forEach((table, decision) -> {
            if (decision.equals("deleted") && !cascading.contains(table)) {
                deleted.add(table.replace("security.", ""));
            }
        });
        assertThat(new TreeSet<>(AccountRows.tables())).isEqualTo(deleted);
    }

    @Test
    void of_somebody_who_had_something_everywhere_nothing_is_left_that_was_to_go_and_no_value_anywhere() {
        Person person = Person.newcomer("Wilhelmina Recognisable");
        person.calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "Wilhelmina's laptop")).expected("key");
        person.calls().post("/v1/saved-searches", Map.of("name", "For Wilhelmina", "query", Map.of("q", "tv")), Person.newKey())
                .expected("save");
        person.calls().postAgainAndAgain("/v1/oauth-clients",
                Map.of("name", "Wilhelmina's program", "redirect_uris", List.of("https://wilhelmina.example/back"), "scopes",
                        List.of("orders:read")))
                .expected("program");
        String listing = Person.newcomer("somebody else").lists("A thing", 3, 700, Map.of()).text("id");
        person.calls().put("/v1/cart", Map.of("items", List.of(Map.of("listing_id", listing, "quantity", 1)))).expected("cart");
        person.calls().postAgainAndAgain("/v1/password-resets", Map.of("email", person.email())).expected("mail");
        ErasureTest.erase(person).expected("erase");

        List<String> left = new ArrayList<>();
        for (JdbcClient database : databases) {
            for (String table : tables(database)) {
                String quoted = table.replaceFirst("\\.(.*)", ".\"$1\"");
                if ("deleted".equals(decisions.get(table)) && contains(database, quoted, person.id())) {
                    left.add(table + " has rows of the account");
                }
                if (contains(database, quoted, "Wilhelmina") || contains(database, quoted, person.email())) {
                    left.add(table + " has a value in the clear");
                }
            }
        }
        assertThat(left).isEmpty();
    }

    private static boolean contains(JdbcClient database, String table, String text) {
        return database.sql("select exists (select from " + table + " t where position(lower(?) in lower(t::text)) > 0)")
                .param(text)
                .query(Boolean.class)
                .single();
    }
}

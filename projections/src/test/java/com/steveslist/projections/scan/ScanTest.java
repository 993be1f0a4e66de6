package com.steveslist.projections.scan;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.projections.warehouse.DuckDb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {

    private static final int CHUNK = 1 << 20;

    private final Path folder;

    ScanTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<String> formsFound(String word) throws IOException {
        return Scan.of(List.of(word)).files(folder).findings().found().stream().map(Findings.Found::form).toList();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("file"), "before " + text + " after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wilhelmina", "Zoë Čapek-Straße", "a \"quoted\" name", "kate@market.example"})
    void a_word_is_found_however_it_was_written(String word) throws IOException {
        write(word.toUpperCase(Locale.ROOT));
        assertThat(formsFound(word)).as("plain").isNotEmpty();
        StringBuilder escapes = new StringBuilder();
        word.chars().forEach(c -> escapes.append(String.format("\\u%04X", c)));
        write(escapes.toString());
        assertThat(formsFound(word)).containsExactly("JSON escapes");
        write(HexFormat.of().withUpperCase().formatHex(word.getBytes(UTF_8)));
        assertThat(formsFound(word)).containsExactly("hexadecimal");
        write(URLEncoder.encode(word, UTF_8));
        assertThat(formsFound(word)).hasSize(1);
        for (var charset : List.of(UTF_16BE, UTF_16LE)) {
            Files.write(folder.resolve("file"), ("x" + word + "y").getBytes(charset));
            assertThat(formsFound(word)).isNotEmpty().allMatch(form -> form.startsWith("UTF-16"));
        }
        for (String before : List.of("", "x", "xy", "xyz", "a longer one")) {
            write(Base64.getEncoder().encodeToString((before + word + "...").getBytes(UTF_8)));
            assertThat(formsFound(word)).as("base64 after %s", before).hasSize(1);
            write(Base64.getUrlEncoder().withoutPadding().encodeToString((before + word).getBytes(UTF_8)));
            assertThat(formsFound(word)).as("base64url after %s", before).hasSize(1);
        }
    }

    @Test
    void what_a_JSON_writer_escapes_only_in_part_is_found() throws IOException {
        write("Zo\\u00EB \\u010capek");
        assertThat(formsFound("Zoë Čapek")).containsExactly("JSON with some escapes");
    }

    @Test
    void what_is_not_there_is_not_found_and_how_much_was_looked_through_is_told() throws IOException {
        write("Wilhelmin, ilhelmina, V2lsaGVsbWlu, 77696c68656c6d696");
        Findings findings = Scan.of(List.of("wilhelmina")).files(folder).findings();
        assertThat(findings.isClean()).isTrue();
        assertThat(findings).hasToString("1 files, 0 tables and 0 answers of the index, 0 MB");
    }

    @Test
    void every_place_is_found_also_where_chunks_meet_and_each_once() throws IOException {
        Random random = new Random(7);
        String word = "wilhelmina";
        for (int round = 0; round < 20; round++) {
            byte[] bytes = new byte[2 * CHUNK + random.nextInt(CHUNK)];
            random.nextBytes(bytes);
            List<Long> planted = new ArrayList<>();
            for (int at : List.of(0, CHUNK - 1 - random.nextInt(12), 2 * CHUNK - 1 - random.nextInt(12), bytes.length - word.length())) {
                System.arraycopy(word.getBytes(UTF_8), 0, bytes, at, word.length());
                planted.add((long) at);
            }
            List<Long> found = new ArrayList<>();
            long length = new Finder(Form.of(1, word)).find(new ByteArrayInputStream(bytes), (_, at) -> found.add(at));
            assertThat(found).isEqualTo(planted);
            assertThat(length).isEqualTo(bytes.length);
        }
    }

    @Test
    void many_words_are_told_apart_and_never_repeated() throws IOException {
        write("a second person and a third person");
        List<Findings.Found> found =
                Scan.of(List.of("first person", "second person", "third person")).files(folder).findings().found();
        assertThat(found).extracting(Findings.Found::word).containsExactly(2, 3);
        assertThat(found.toString()).doesNotContain("person");
    }

    @Test
    void what_is_packed_is_looked_into() throws Exception {
        String text = "nothing ".repeat(50) + "wilhelmina" + " nothing".repeat(50);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("keys.copy.gz")))) {
            out.write(text.getBytes(UTF_8));
        }
        try (Connection duck = DuckDb.open(); Statement statement = duck.createStatement()) {
            statement.execute("copy (select '" + text + "' as name, 1 as n) to '" + folder.resolve("file.parquet")
                    + "' (format parquet, compression zstd)");
        }
        Path topic = Files.createDirectories(folder.resolve("steveslist.events-0"));
        try (FileRecords segment = FileRecords.open(topic.resolve("00000000000000000000.log").toFile())) {
            segment.append(MemoryRecords.withRecords(Compression.gzip().build(),
                    new SimpleRecord("key".getBytes(UTF_8), text.getBytes(StandardCharsets.UTF_8))));
        }
        assertThat(Scan.of(List.of("wilhelmina")).files(folder).findings().found())
                .extracting(found -> found.place().replaceFirst(".*/", ""))
                .contains("keys.copy.gz", "file.parquet", "00000000000000000000.log");
    }

    @Test
    void too_short_a_word_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> Scan.of(List.of("Bob"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("8 to 200")
                .hasMessageNotContaining("Bob");
        assertThatThrownBy(() -> Scan.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}

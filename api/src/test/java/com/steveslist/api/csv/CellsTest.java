package com.steveslist.api.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.input.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    private static final String ALPHABET = "ab|\\'=+-@\"\n\r\t, ä\uD83D\uDE80";
    private static final int LONGEST = 1_000;

    private static List<List<String>> read(String csv) throws IOException {
        CsvReader reader = new CsvReader(new Bytes(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))), LONGEST);
        List<List<String>> records = new ArrayList<>();
        for (List<String> record = reader.next(); record != null; record = reader.next()) {
            records.add(record);
        }
        return records;
    }

    private static String random(Random random) {
        int[] all = ALPHABET.codePoints().toArray();
        return random.ints(random.nextInt(8), 0, all.length)
                .mapToObj(index -> Character.toString(all[index]))
                .reduce("", String::concat);
    }

    @Nested
    class A_text {

        @ParameterizedTest
        @ValueSource(strings = {"=1+1", "+1", "-1", "@a", "\t=1", "'=1", "''=1"})
        void that_a_spreadsheet_would_calculate_gets_an_apostrophe(String text) {
            assertThat(Cells.text(text)).isEqualTo("'" + text);
            assertThat(Cells.readText("'" + text)).isEqualTo(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a=1", "'tis", "''", "1-1", "ä"})
        void that_is_harmless_stays_as_it_is(String text) {
            assertThat(Cells.text(text)).isEqualTo(text);
            assertThat(Cells.readText(text)).isEqualTo(text);
        }

        @Test
        void that_somebody_typed_as_a_formula_is_taken_as_it_stands() {
            assertThat(Cells.readText("=1+1")).isEqualTo("=1+1");
        }
    }

    @Test
    void any_cells_are_read_back_as_they_were_written() throws IOException {
        long seed = 17;
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            List<String> texts = IntStream.range(0, 3).mapToObj(n -> random(random)).toList();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new CsvWriter(out).write(List.of(Cells.text(texts.get(0)), "-", Cells.list(texts)));
            List<String> cells = read(out.toString(StandardCharsets.UTF_8)).getFirst();
            assertThat(Cells.readText(cells.get(0))).isEqualTo(texts.get(0));
            assertThat(Cells.readList(cells.get(2))).isEqualTo(texts);
        }
    }

    @Nested
    class A_reader {

        @Test
        void takes_both_line_ends_a_byte_order_mark_and_blank_lines() throws IOException {
            assertThat(read("\uFEFFa,b\r\n\r\n1,\"2\n,\"\"\"\n\n,")).containsExactly(List.of("a", "b"), List.of("1", "2\n,\""),
                    List.of("", ""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\n\"b", "a\nb\"", "a\n\"b\"c", "a\nb\rc"})
        void refuses_what_is_not_well_formed_and_names_the_row(String csv) {
            assertThatThrownBy(() -> read(csv)).isInstanceOf(ApiException.class).hasMessageStartingWith("Row 1 cannot be read: ");
        }

        @Test
        void holds_no_more_of_a_row_than_it_may() {
            assertThatThrownBy(() -> read("a\n\"" + "b".repeat(LONGEST))).isInstanceOf(ApiException.class)
                    .hasMessageStartingWith("Row 1 is longer than 1000 bytes");
        }
    }
}

package com.steveslist.events.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.proof.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    private static final String INTACT = "0 intact up to position 47, as signed at 2026-07-20T10:00:47Z";

    private Path folder;

    @BeforeEach
    void empty(@TempDir Path directory) {
        folder = directory;
    }

    /** Exit code and last line. */
    private static String verdict(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = Verify.run(new PrintStream(out, true, UTF_8), words);
        return exitCode + " " + out.toString(UTF_8).strip().lines().toList().getLast();
    }

    private String of(WrittenExport export) throws IOException {
        return verdict(export.write(folder.resolve("export-" + Files.list(folder).count())));
    }

    @Test
    void what_was_not_altered_is_intact() throws IOException {
        assertThat(of(new WrittenExport(47, 20, 33, 47))).isEqualTo(INTACT);
    }

    @Test
    void every_stretch_is_intact_too() throws IOException {
        for (int first = 1; first <= 47; first += 5) {
            for (int last = first; last <= 47; last += 7) {
                WrittenExport export = new WrittenExport(47, 20, 33, 47);
                export.first = first;
                export.last = last;
                assertThat(of(export)).startsWith("0 intact").contains("up to position " + last);
            }
        }
    }

    @Test
    void an_event_that_is_another_is_named_wherever_it_is() throws IOException {
        for (int position = 1; position <= 47; position++) {
            WrittenExport export = new WrittenExport(47, 20, 33, 47);
            export.held.set(position - 1, WrittenExport.leaf(position, "paid less"));
            assertThat(of(export)).isEqualTo("1 NOT INTACT: the event at position " + position + " is not the one that was logged");
        }
    }

    @Test
    void without_the_hashes_of_the_log_it_is_between_two_heads() throws IOException {
        WrittenExport export = new WrittenExport(47, 20, 33, 47);
        export.held.set(24, WrittenExport.leaf(25, "paid less"));
        Path written = export.write(folder.resolve("export"));
        Files.write(written.resolve(ExportText.HASHES), new byte[0]);

        assertThat(verdict(written)).startsWith("1 NOT INTACT: the events from position 21 to 33 are not those that were signed");
    }

    @Test
    void what_is_missing_is_named() throws IOException {
        WrittenExport taken = new WrittenExport(47, 20, 33, 47);
        taken.held.remove(29);
        WrittenExport cut = new WrittenExport(47, 20, 33, 47);
        cut.held = cut.held.subList(0, 40);

        assertThat(of(taken)).startsWith("1 NOT INTACT: the event at position 30 is missing: the export has that of position 31");
        assertThat(of(cut)).startsWith("1 NOT INTACT: the event at position 41 is missing: the export ends there");
    }

    @Test
    void an_end_that_comes_earlier_is_not_what_was_signed() throws IOException {
        WrittenExport export = new WrittenExport(47, 20, 33, 47);
        export.last = 40;
        Path written = export.write(folder.resolve("export"));
        Files.delete(written.resolve(ExportText.PROOF));

        assertThat(verdict(written)).startsWith("1 NOT INTACT: the events from position 34 to 40");
    }

    @Test
    void a_past_that_was_rewritten_and_signed_again_is_found_by_a_head_that_was_kept() throws IOException {
        Path kept = folder.resolve("kept");
        assertThat(verdict(new WrittenExport(20, 20).write(folder.resolve("then")), "--kept", kept)).startsWith("0 intact");
        assertThat(verdict(new WrittenExport(33, 20, 33).write(folder.resolve("later")), "--kept", kept)).startsWith("0 intact");

        Path now = rewritten(47).write(folder.resolve("now"));
        Path ofTheSameSize = rewritten(33).write(folder.resolve("as-many"));

        assertThat(verdict(now)).as("to who was never here").isEqualTo(INTACT);
        for (Path each : List.of(now, ofTheSameSize)) {
            assertThat(verdict(each, "--kept", kept))
                    .startsWith("1 NOT INTACT: the events from position 21 to 33 are not those that were signed");
        }
    }

    /** With another event at position 30, and a head that says so. */
    private static WrittenExport rewritten(int size) {
        WrittenExport rewritten = new WrittenExport(size);
        List<Leaf> log = new ArrayList<>(rewritten.logged);
        log.set(29, WrittenExport.leaf(30, "paid less"));
        rewritten.logged.clear();
        rewritten.logged.addAll(log);
        rewritten.held = log;
        rewritten.heads.add(WrittenExport.head(log, size, WrittenExport.KEY));
        return rewritten;
    }

    @Test
    void a_log_that_ends_before_a_head_that_was_kept_has_lost_something() throws IOException {
        Path kept = folder.resolve("kept");
        verdict(new WrittenExport(47, 47).write(folder.resolve("then")), "--kept", kept);

        assertThat(verdict(new WrittenExport(40, 40).write(folder.resolve("now")), "--kept", kept))
                .startsWith("1 NOT INTACT: the events from position 41 to 47 are missing: you hold a head of them");
    }

    @Test
    void a_head_that_a_stretch_does_not_reach_needs_a_proof() throws IOException {
        Path kept = folder.resolve("kept");
        verdict(new WrittenExport(20, 20).write(folder.resolve("then")), "--kept", kept);
        WrittenExport stretch = new WrittenExport(47, 47);
        stretch.first = 30;
        Path now = stretch.write(folder.resolve("now"));

        assertThat(verdict(now, "--kept", kept)).startsWith("1 NOT INTACT: your head of 20 events").contains("from=20&to=47");
    }

    @Test
    void only_the_key_that_is_known_is_believed() throws IOException {
        WrittenExport export = new WrittenExport(47, 47);
        Path written = export.write(folder.resolve("export"));
        assertThat(verdict(written, "--key", WrittenExport.KEY.publicKey().id())).isEqualTo(INTACT);
        assertThat(verdict(written, "--key", SigningKey.generate().publicKey().id())).startsWith("1 NOT INTACT: none of the 1 keys");

        export.heads.set(0, WrittenExport.head(export.logged, 47, SigningKey.generate()));
        assertThat(of(export)).contains("is signed by no key that you know");
    }

    @Test
    void the_hashes_of_the_log_only_help_to_name() throws IOException {
        Path written = new WrittenExport(47, 20, 47).write(folder.resolve("export"));
        byte[] hashes = Files.readAllBytes(written.resolve(ExportText.HASHES));
        hashes[700]++;
        Files.write(written.resolve(ExportText.HASHES), hashes);

        assertThat(verdict(written)).isEqualTo(INTACT);
    }

    @Test
    void what_is_garbled_is_not_intact_or_not_readable_and_never_anything_else() throws IOException {
        Path written = new WrittenExport(47, 20, 47).write(folder.resolve("export"));
        List<Path> files;
        try (var all = Files.list(written)) {
            files = all.filter(file -> !file.endsWith(ExportText.EPOCHS) && !file.endsWith(ExportText.HASHES)).toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int bit = 0; bit < bytes.length * Byte.SIZE; bit += 509) {
                byte[] altered = bytes.clone();
                altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                Files.write(file, altered);
                assertThat(verdict(written)).as("bit %d of %s", bit, file.getFileName()).matches("[12] .+");
            }
            Files.write(file, bytes);
        }
        assertThat(verdict(written)).isEqualTo(INTACT);
    }
}

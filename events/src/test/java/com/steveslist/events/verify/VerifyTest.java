package com.steveslist.events.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.events.proof.SigningKey;
import com.steveslist.events.proof.TreeHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    private static final String INTACT = "0 intact up to position 47, as signed at 2026-07-20T10:00:47Z";

    /** The key after the first. */
    private static final SigningKey NEXT = SigningKey.generate();

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
    void every_month_the_next_stretch_is_enough() throws IOException {
        Path kept = folder.resolve("kept");
        assertThat(verdict(new WrittenExport(20, 20).write(folder.resolve("january")), "--kept", kept)).startsWith("0 intact");
        assertThat(verdict(stretch(21, 33).write(folder.resolve("february")), "--kept", kept)).startsWith("0 intact from position 21");
        Path march = stretch(34, 40).write(folder.resolve("march"));
        Path elsewhere = folder.resolve("elsewhere");
        Files.createDirectories(elsewhere);
        for (String file : List.of(ExportText.KEYS, ExportText.HEADS)) {
            Files.copy(kept.resolve(file), elsewhere.resolve(file));
        }

        assertThat(verdict(march, "--kept", kept)).startsWith("0 intact from position 34 up to position 40");
        assertThat(verdict(stretch(41, 47).write(folder.resolve("april")), "--kept", kept)).startsWith("0 intact from position 41");
        assertThat(verdict(march, "--kept", elsewhere)).as("to who does not know that they agreed")
                .startsWith("1 NOT INTACT: your head of 20 events");
    }

    @Test
    void a_head_that_never_agreed_is_not_confirmed_by_those_that_did() throws IOException {
        Path kept = folder.resolve("kept");
        verdict(new WrittenExport(20, 20).write(folder.resolve("january")), "--kept", kept);
        verdict(stretch(21, 33).write(folder.resolve("february")), "--kept", kept);
        List<Leaf> another = new ArrayList<>(new WrittenExport(47).logged);
        another.set(7, WrittenExport.leaf(8, "paid less"));
        Files.writeString(kept.resolve(ExportText.HEADS), "\n" + WrittenExport.head(another, 25, WrittenExport.KEY),
                StandardOpenOption.APPEND);

        assertThat(verdict(stretch(34, 47).write(folder.resolve("march")), "--kept", kept))
                .startsWith("1 NOT INTACT: your head of 25 events");
    }

    /** From one position to another, which is the log's end, with the head before and one now. */
    private static WrittenExport stretch(int first, int last) {
        WrittenExport stretch = new WrittenExport(last, first - 1, last);
        stretch.first = first;
        return stretch;
    }

    @Test
    void what_breaks_off_while_it_is_kept_takes_nothing_away() throws IOException {
        Path kept = folder.resolve("kept");
        verdict(new WrittenExport(20, 20).write(folder.resolve("then")), "--kept", kept);
        String before = Files.readString(kept.resolve(ExportText.HEADS));
        Files.createDirectory(kept.resolve(ExportText.HEADS + ".unfinished"));

        assertThat(verdict(new WrittenExport(47, 20, 47).write(folder.resolve("now")), "--kept", kept)).startsWith("2 ");
        assertThat(kept.resolve(ExportText.HEADS)).hasContent(before);
    }

    @Test
    void what_stands_behind_the_end_is_not_passed_over() throws IOException {
        WrittenExport export = new WrittenExport(47, 33, 47);
        export.last = 33;
        Path written = export.write(folder.resolve("export"));
        String more = ExportText.events(41);
        Files.copy(new WrittenExport(47, 47).write(folder.resolve("all")).resolve(more), written.resolve(more));

        assertThat(verdict(written)).startsWith("1 NOT INTACT: the export has more behind position 33");
    }

    @Test
    void heads_that_say_differently_when_proofs_began_are_of_two_logs() throws IOException {
        WrittenExport export = new WrittenExport(47, 20, 47);
        TreeHead head = export.heads.getFirst().head();
        export.heads.set(0, new TreeHead(head.log(), head.size(), head.root(), head.epoch(), head.time(),
                new TreeHead.Beginning(head.begun().time(), 5), head.key()).sign(WrittenExport.KEY));

        assertThat(of(export)).startsWith("1 NOT INTACT: the head of 20 events").contains("are of two logs");
    }

    @Test
    void what_a_key_before_the_known_one_signed_is_believed_but_not_what_it_vouches_for_elsewhere() throws IOException {
        WrittenExport export = new WrittenExport(47, 20);
        export.heads.add(WrittenExport.head(export.logged, 47, NEXT));
        Path written = export.write(folder.resolve("export"));
        putKeys(written, WrittenExport.keyNote(NEXT, WrittenExport.KEY));

        assertThat(verdict(written, "--key", NEXT.publicKey().id())).isEqualTo(INTACT);

        SigningKey thiefs = SigningKey.generate();
        export.heads.set(0, WrittenExport.head(export.logged, 20, thiefs));
        Path forged = export.write(folder.resolve("forged"));
        putKeys(forged, WrittenExport.keyNote(NEXT, WrittenExport.KEY), WrittenExport.keyNote(thiefs, WrittenExport.KEY));
        assertThat(verdict(forged, "--key", NEXT.publicKey().id())).contains("signed by no key that you know");
    }

    @Test
    void what_a_revoked_key_signed_is_as_if_it_were_not_there() throws IOException {
        String stolen = WrittenExport.KEY.publicKey().id();
        Path kept = folder.resolve("kept");
        verdict(new WrittenExport(20, 20).write(folder.resolve("then")), "--kept", kept);
        WrittenExport export = new WrittenExport(47, 20);
        export.heads.add(rewritten(33).heads.getFirst());
        export.heads.add(WrittenExport.head(export.logged, 47, NEXT));
        Path written = export.write(folder.resolve("export"));
        putKeys(written, WrittenExport.keyNote(NEXT, null));
        String next = NEXT.publicKey().id();

        assertThat(verdict(written, "--key", next)).contains("signed by no key that you know: it names key " + stolen);
        assertThat(verdict(written, "--key", next, "--kept", kept)).as("what the thief signed").contains("has another root");
        assertThat(verdict(written, "--key", next, "--revoked", stolen)).isEqualTo(INTACT);
        assertThat(verdict(written, "--key", next, "--revoked", stolen, "--kept", kept)).isEqualTo(INTACT);
        assertThat(verdict(rewritten(47).write(folder.resolve("forged")), "--revoked", stolen, "--kept", kept))
                .startsWith("1 NOT INTACT: the export has no signed head");
    }

    /** Beside the first one. */
    private static void putKeys(Path export, SignedNote... notes) throws IOException {
        for (SignedNote note : notes) {
            Files.writeString(export.resolve(ExportText.KEYS), "\n" + note, StandardOpenOption.APPEND);
        }
    }

    @Test
    void a_file_that_is_missing_or_damaged_is_named() throws IOException {
        assertThat(verdict(folder.resolve("nowhere")))
                .isEqualTo("2 cannot be read: " + folder.resolve("nowhere/export.txt") + " is missing");
        Path written = new WrittenExport(47, 20, 47).write(folder.resolve("export"));
        Path heads = written.resolve(ExportText.HEADS);
        Files.writeString(heads, "a note without a signature\n");
        assertThat(verdict(written)).startsWith("2 cannot be read: " + heads + ": ");
        Files.write(heads, new byte[] {(byte) 0xff});
        assertThat(verdict(written)).isEqualTo("2 cannot be read: " + heads + " is no text");
        Files.delete(heads);
        assertThat(verdict(written)).isEqualTo("2 cannot be read: " + heads + " is missing");
    }

    @Test
    void words_that_are_not_known_are_named_and_help_is_no_mistake() throws IOException {
        Path written = new WrittenExport(47, 47).write(folder.resolve("export"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(Verify.run(new PrintStream(out, true, UTF_8), written.toString(), "--keep", "kept")).isEqualTo(2);
        assertThat(out.toString(UTF_8)).startsWith("there is no option --keep\n");
        assertThat(Verify.run(new PrintStream(out, true, UTF_8), "--help")).isZero();
    }

    @Test
    void what_is_too_large_is_not_read() throws IOException {
        Path file = folder.resolve("dossier.json");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((64L << 20) + 1);
        }

        assertThat(verdict("--dossier", file)).startsWith("2 cannot be read: ").endsWith("has more than 64 MB");
    }

    @Test
    void only_the_key_that_is_known_is_believed() throws IOException {
        WrittenExport export = new WrittenExport(47, 47);
        Path written = export.write(folder.resolve("export"));
        assertThat(verdict(written, "--key", WrittenExport.KEY.publicKey().id())).isEqualTo(INTACT);
        assertThat(verdict(written, "--key", SigningKey.generate().publicKey().id()))
                .startsWith("1 NOT INTACT: none of its keys (" + WrittenExport.KEY.publicKey().id() + ") is one that you know");

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

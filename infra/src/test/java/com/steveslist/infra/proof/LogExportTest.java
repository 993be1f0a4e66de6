package com.steveslist.infra.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.events.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExportTest {

    private Path folder;
    private ProvenLog proven;
    private Path kept;

    @BeforeEach
    void logThatIsProven(@TempDir Path directory) {
        folder = directory;
        proven = new ProvenLog(folder, 0);
        proven.append(600);
        kept = folder.resolve("kept");
    }

    @AfterEach
    void close() throws Exception {
        proven.close();
    }

    private Path export(String name, SignedHead head, long first, long last) throws IOException, SQLException {
        Path to = folder.resolve(name);
        assertThat(new LogExport(proven.dataSource(), to).write(head, first, last)).isEqualTo(last - first + 1);
        return to;
    }

    private record Said(int exitCode, String words) {}

    private static Said verify(Path... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = Verify.run(new PrintStream(said, true, StandardCharsets.UTF_8), words);
        return new Said(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void all_of_it_is_intact_up_to_the_newest_head() throws Exception {
        Said said = verify(export("all", proven.sign(), 1, 600));

        assertThat(said.words()).contains("intact up to position 600").contains("ask for the key's id by other means");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void a_stretch_of_it_is_intact_too() throws Exception {
        Said said = verify(export("stretch", proven.sign(), 257, 444));

        assertThat(said.words()).contains("intact from position 257 up to position 444");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void an_event_of_a_stretch_that_is_another_is_named() throws Exception {
        SignedHead head = proven.sign();
        proven.sql().update("update event set actor_id = 'me' where position = 300");

        Said said = verify(export("stretch", head, 257, 444));

        assertThat(said.words()).contains("NOT INTACT: the event at position 300 is not the one");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void what_was_kept_is_remembered_over_new_keys_and_more_events() throws Exception {
        assertThat(verify(export("first", proven.sign(), 1, 600), Path.of("--kept"), kept).exitCode()).isZero();
        proven.keys().rotate(false);
        proven.append(50);

        Said said = verify(export("second", proven.sign(), 1, 650), Path.of("--kept"), kept);

        assertThat(said.words()).contains("agrees with 1 head that you kept").contains("which you know");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void who_knows_only_the_newest_key_believes_what_was_signed_by_the_one_before() throws Exception {
        proven.sign();
        String newest = proven.keys().rotate(false);
        proven.append(50);

        Said said = verify(export("export", proven.sign(), 1, 650), Path.of("--key"), Path.of(newest));

        assertThat(said.words()).contains("key " + newest + ", which you know").contains("intact up to position 650");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void a_head_that_is_signed_while_it_is_written_is_none_of_it() throws Exception {
        SignedHead head = proven.sign();
        proven.append(50);
        proven.sign();

        Said said = verify(export("export", head, 1, 600));

        assertThat(said.words()).contains("intact up to position 600");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void a_key_that_nobody_vouches_for_is_not_believed() throws Exception {
        assertThat(verify(export("first", proven.sign(), 1, 600), Path.of("--kept"), kept).exitCode()).isZero();
        proven.keys().rotate(true);
        proven.append(1);
        Path second = export("second", proven.sign(), 1, 601);

        Said said = verify(second, Path.of("--kept"), kept);

        assertThat(said.words()).contains("signed by no key that you know");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void events_that_were_taken_back_are_missed_although_the_log_says_so_itself() throws Exception {
        assertThat(verify(export("first", proven.sign(), 1, 600), Path.of("--kept"), kept).exitCode()).isZero();
        proven.sql().update("delete from event where position > 500");
        proven.sql().execute("select start_epoch('restored')");
        proven.append(200);
        Path second = export("second", proven.sign(), 1, 700);

        assertThat(verify(second).exitCode()).as("to somebody who was never here before").isZero();
        Said said = verify(second, Path.of("--kept"), kept);
        assertThat(said.words()).contains("from position 501 to 600").contains("were taken back: the log says so itself");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void heads_and_single_events_can_be_compared_without_the_events() throws Exception {
        SignedHead older = proven.sign();
        proven.append(77);
        SignedHead newer = proven.sign();
        Path one = Files.writeString(folder.resolve("older.txt"), older.toString());
        Path other = Files.writeString(folder.resolve("newer.txt"), newer.toString());
        Path keys = Files.writeString(folder.resolve("keys.txt"), SignedNote.join(proven.book().keys()));
        Path consistency = Files.writeString(folder.resolve("c.txt"), proven.book().consistency(600, 677).text());
        Path inclusion = Files.writeString(folder.resolve("i.txt"), proven.book().inclusion(42, 677).text());
        Path hash = Path.of(proven.book().leaf(42).toString());
        Path otherHash = Path.of(proven.book().leaf(43).toString());

        assertThat(verify(Path.of("--consistency"), consistency, one, other, Path.of("--keys"), keys).exitCode()).isZero();
        assertThat(verify(Path.of("--consistency"), consistency, other, one, Path.of("--keys"), keys).exitCode()).isEqualTo(1);
        assertThat(verify(Path.of("--inclusion"), inclusion, other, hash, Path.of("--keys"), keys).words())
                .contains("at position 42 of 677");
        assertThat(verify(Path.of("--inclusion"), inclusion, other, Path.of(hash + "00"), Path.of("--keys"), keys).exitCode())
                .as("more than a hash").isEqualTo(2);
        assertThat(verify(Path.of("--inclusion"), inclusion, other, otherHash, Path.of("--keys"), keys).exitCode()).isEqualTo(1);
    }

    @Test
    void what_is_no_export_cannot_be_read() throws Exception {
        Path export = export("all", proven.sign(), 1, 600);
        assertThat(verify(folder.resolve("nowhere")).exitCode()).isEqualTo(2);
        assertThat(verify().words()).contains("steveslist-verify EXPORT");
        Files.writeString(export.resolve(ExportText.FILE), "nonsense");
        assertThat(verify(export).exitCode()).isEqualTo(2);
    }
}

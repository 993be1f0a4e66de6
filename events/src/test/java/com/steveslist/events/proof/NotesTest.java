package com.steveslist.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotesTest {

    private static final String LOG = "steveslist/log_1";
    private static final Instant NOW = Instant.parse("2026-07-20T10:00:00.123456Z");
    private static final SigningKey KEY = SigningKey.generate();

    private static TreeHead head(long size) {
        return new TreeHead(LOG, size, Hash.EMPTY, 1, NOW, new TreeHead.Beginning(NOW.minusSeconds(60), 12), KEY.publicKey().id());
    }

    /** The example of the format's first implementation, golang.org/x/mod/sumdb/note. */
    @Test
    void notes_are_those_of_others() {
        byte[] published = Base64.getDecoder().decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        LogKey neumann = LogKey.of(java.util.Arrays.copyOfRange(published, 1, published.length));

        SignedNote note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);

        assertThat(note.signedBy(neumann, "PeterNeumann")).isTrue();
        assertThat(note.signedBy(KEY.publicKey(), "PeterNeumann")).isFalse();
        assertThat(new SignedNote(note.text().replace("answer", "Answer"), note.signatures()).signedBy(neumann, "PeterNeumann")).isFalse();
    }

    @Test
    void a_head_is_read_as_it_was_signed() {
        SignedHead signed = head(12_345).sign(KEY);

        SignedHead read = SignedHead.parse(signed.toString());

        assertThat(read.head()).isEqualTo(head(12_345));
        assertThat(read).hasToString(signed.toString());
        assertThat(read.signedBy(KEY.publicKey())).isTrue();
        assertThat(read.signedBy(SigningKey.generate().publicKey())).isFalse();
    }

    @Test
    void a_head_with_another_size_is_signed_by_nobody() {
        SignedHead signed = head(12_345).sign(KEY);

        SignedHead altered = SignedHead.parse(signed.toString().replace("12345", "12346"));

        assertThat(altered.size()).isEqualTo(12_346);
        assertThat(altered.signedBy(KEY.publicKey())).isFalse();
    }

    @Test
    void what_is_no_head_says_why() {
        String note = head(5).sign(KEY).toString();
        for (String garbage : List.of("", "\n", "\n\n", "head", note.replace("epoch 1", "epoch one"), note.replace("\n5\n", "\n05\n"),
                note.replace("\n5\n", "\n-5\n"), note.replace("time 2026", "time yesterday"), note.replace("key ", ""),
                note.replace("\u2014", "-"),
                note.replaceFirst("(?s)\u2014.*", ""), note.substring(0, note.length() - 20), note + "more\n", "x".repeat(20_000) + note)) {
            assertThatExceptionOfType(MalformedProofException.class).as(garbage).isThrownBy(() -> {
                assertThat(SignedHead.parse(garbage).signedBy(KEY.publicKey())).isFalse();
                throw new MalformedProofException("well formed, and signed by nobody");
            });
        }
    }

    @Test
    void a_key_vouches_for_the_next() {
        SigningKey next = SigningKey.generate();
        SignedNote first = KeyNote.sign(LOG, KEY, Optional.empty(), NOW);
        SignedNote link = KeyNote.sign(LOG, next, Optional.of(KEY), NOW);

        assertThat(KeyNote.parse(first.text()).isSigned(first)).isTrue();
        KeyNote read = KeyNote.parse(SignedNote.parse(link.toString()).text());
        assertThat(read.key()).isEqualTo(next.publicKey());
        assertThat(read.isSigned(link, KEY.publicKey())).isTrue();
        assertThat(read.isSigned(link)).as("without the key that vouches").isFalse();
        SignedNote own = SignedNote.sign(read.text(), LOG, next);
        assertThat(read.isSigned(own, KEY.publicKey())).as("signed by itself only").isFalse();
    }

    @Test
    void an_epoch_says_what_was_taken_back() {
        SignedNote note = new EpochNote(LOG, 2, 100, Hash.EMPTY, NOW, KEY.publicKey().id()).sign(KEY);

        EpochNote read = EpochNote.parse(SignedNote.parse(note.toString()).text());

        assertThat(read.tookBack(head(101))).isTrue();
        assertThat(read.tookBack(head(100))).isFalse();
        assertThatExceptionOfType(MalformedProofException.class).isThrownBy(() -> TreeHead.parse(note.text()));
    }

    @Test
    void a_signing_key_is_read_as_it_was_written_and_tells_nothing() {
        SigningKey read = SigningKey.ofBase64(KEY.base64() + "\n");

        assertThat(read.publicKey()).isEqualTo(KEY.publicKey());
        assertThat(KEY.toString()).doesNotContain(KEY.base64().substring(0, 20));
        assertThatExceptionOfType(MalformedProofException.class).isThrownBy(() -> SigningKey.ofBase64("a" + KEY.base64()));
        String others = SigningKey.generate().base64();
        assertThatExceptionOfType(MalformedProofException.class)
                .isThrownBy(() -> SigningKey.ofBase64(others.substring(0, 40) + KEY.base64().substring(40)));
    }

    @Test
    void many_notes_are_kept_in_one_file() {
        List<SignedNote> notes = List.of(head(1).sign(KEY).note(), head(2).sign(KEY).note(), head(3).sign(KEY).note());

        List<SignedNote> read = SignedNote.parseAll(SignedNote.join(notes));

        assertThat(read).map(SignedNote::toString).isEqualTo(notes.stream().map(SignedNote::toString).toList());
        assertThat(SignedNote.parseAll("")).isEmpty();
    }
}

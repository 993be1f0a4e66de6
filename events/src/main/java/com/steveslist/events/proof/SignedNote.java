package com.steveslist.events.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text with signatures under it, in the form of C2SP's signed note: the text, an empty line, a line for each signature. The signer's name
 * is the log's.
 *
 * @param text lines that all end with a newline, none empty
 * @see <a href="https://c2sp.org/signed-note">The signed note format</a>
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    static final int HINT_BYTES = 4;
    /** The most that is read as one note, in characters. */
    public static final int MOST_CHARACTERS = 10_000;

    private static final String DASH = "\u2014 ";

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.startsWith("\n") || text.contains("\n\n")) {
            throw new MalformedProofException("a note's text is of lines that are not empty");
        }
    }

    /** One line under a note. */
    @SuppressWarnings("ArrayRecordComponent") // compared by the note as a whole, in text
    public record NoteSignature(String name, byte[] hint, byte[] signature) {

        @Override
        public String toString() {
            byte[] both = Arrays.copyOf(hint, HINT_BYTES + signature.length);
            System.arraycopy(signature, 0, both, HINT_BYTES, signature.length);
            return DASH + name + " " + Base64.getEncoder().encodeToString(both);
        }
    }

    /** Signs a text with each of these keys, in the name of a log. */
    public static SignedNote sign(String text, String log, SigningKey... keys) {
        return new SignedNote(text, Arrays.stream(keys)
                .map(key -> new NoteSignature(log, key.publicKey().hint(log), key.sign(text.getBytes(UTF_8))))
                .toList());
    }

    /** As {@link #toString} writes it; throws {@link MalformedProofException} for anything else. */
    public static SignedNote parse(String note) {
        int end = note.indexOf("\n\n");
        if (end < 0 || note.length() > MOST_CHARACTERS) {
            throw new MalformedProofException("not a signed note: it has no empty line between its text and its signatures");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : note.substring(end + 2).split("\n", -1)) {
            if (!line.isEmpty()) {
                signatures.add(signature(line));
            }
        }
        if (signatures.isEmpty()) {
            throw new MalformedProofException("a note without a signature");
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /** All notes of a text that has an empty line between each and the next. */
    public static List<SignedNote> parseAll(String notes) {
        String[] blocks = notes.strip().split("\n\n+", -1);
        List<SignedNote> all = new ArrayList<>();
        for (int i = 0; i + 1 < blocks.length; i += 2) {
            all.add(parse(blocks[i] + "\n\n" + blocks[i + 1] + "\n"));
        }
        if (blocks.length % 2 == 1 && !notes.isBlank()) {
            throw new MalformedProofException("the last note has no signature");
        }
        return all;
    }

    /** What {@link #parseAll} reads. */
    public static String join(List<SignedNote> notes) {
        return notes.stream().map(SignedNote::toString).collect(Collectors.joining("\n"));
    }

    private static NoteSignature signature(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !line.startsWith(DASH)) {
            throw new MalformedProofException("not a signature's line: \u201c" + line.substring(0, Math.min(60, line.length())) + "\u201d");
        }
        try {
            byte[] both = Base64.getDecoder().decode(words[2]);
            if (both.length <= HINT_BYTES) {
                throw new MalformedProofException("a signature is longer than " + HINT_BYTES + " bytes");
            }
            return new NoteSignature(words[1], Arrays.copyOf(both, HINT_BYTES), Arrays.copyOfRange(both, HINT_BYTES, both.length));
        } catch (IllegalArgumentException e) {
            throw new MalformedProofException("a signature is written in base64", e);
        }
    }

    /** Whether this key signed it, in this log's name. */
    public boolean signedBy(LogKey key, String log) {
        byte[] hint = key.hint(log);
        return signatures.stream().anyMatch(one -> one.name().equals(log) && Arrays.equals(one.hint(), hint)
                && key.signed(text.getBytes(UTF_8), one.signature()));
    }

    /** The whole note, to be kept or sent. */
    @Override
    public String toString() {
        return text + "\n" + signatures.stream().map(signature -> signature + "\n").collect(Collectors.joining());
    }
}

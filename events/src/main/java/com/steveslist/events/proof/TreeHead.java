package com.steveslist.events.proof;

import java.time.Instant;

/**
 * What a signature stands under: that a log's first events have this root. It is a C2SP checkpoint, whose first three lines are the log's
 * name, the size and the root.
 *
 * @param log its name, the same for all its life
 * @param size how many events: those at the positions 1 to size
 * @param epoch that appends happened in when it was signed
 * @param time of signing
 * @param begun when proofs began for this log, and how many events it held then: of what happened to those before, nothing is proven
 * @param key the id of the key that signs
 * @see <a href="https://c2sp.org/tlog-checkpoint">The checkpoint format</a>
 */
public record TreeHead(String log, long size, Hash root, int epoch, Instant time, Beginning begun, String key) {

    /** Since when, and with how many events, a log is proven. */
    public record Beginning(Instant time, long size) {}

    /** What is signed. */
    public String text() {
        return """
                %s
                %d
                %s
                epoch %d
                time %s
                begun %s %d
                key %s
                """.formatted(log, size, root.base64(), epoch, time, begun.time(), begun.size(), key);
    }

    public SignedHead sign(SigningKey with) {
        return new SignedHead(this, SignedNote.sign(text(), log, with));
    }

    /** Throws {@link MalformedProofException} when the text is no head. */
    public static TreeHead parse(String text) {
        NoteLines lines = new NoteLines("a tree head", text);
        String log = lines.log("");
        long size = lines.number("size", lines.line("size"));
        Hash root = lines.hash("root", lines.line("root"));
        int epoch = lines.epoch();
        Instant time = lines.time("time", lines.after("time"));
        String[] begun = lines.after("begun").split(" ", -1);
        Beginning beginning = new Beginning(
                lines.time("begun", begun[0]), lines.number("begun", begun.length == 2 ? begun[1] : ""));
        String key = lines.after("key");
        lines.end();
        return new TreeHead(log, size, root, epoch, time, beginning, key);
    }
}

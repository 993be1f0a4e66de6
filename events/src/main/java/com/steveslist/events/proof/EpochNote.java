package com.steveslist.events.proof;

import java.time.Instant;

/**
 * Says that a promotion of a standby or a restore took events back: from a position on, what earlier epochs held is lost, and the position
 * may be used again. Heads of earlier epochs that cover it tell of events that are gone.
 *
 * @param epoch that began
 * @param kept the last position that it took over from the epochs before; their events are in the tree as they were
 * @param root of the tree over them
 * @param time of signing, which is when the tree learned of it
 * @param key the id of the key that signs
 */
public record EpochNote(String log, int epoch, long kept, Hash root, Instant time, String key) {

    private static final String KIND = "/epochs";

    public String text() {
        return """
                %s%s
                epoch %d
                kept %d
                root %s
                time %s
                key %s
                """.formatted(log, KIND, epoch, kept, root.base64(), time, key);
    }

    public SignedNote sign(SigningKey with) {
        return SignedNote.sign(text(), log, with);
    }

    /** Throws {@link MalformedProofException} when the text is no such note. */
    public static EpochNote parse(String text) {
        NoteLines lines = new NoteLines("an epoch's note", text);
        String log = lines.log(KIND);
        int epoch = lines.epoch();
        long kept = lines.number("kept", lines.after("kept"));
        Hash root = lines.hash("root", lines.after("root"));
        Instant time = lines.time("time", lines.after("time"));
        String key = lines.after("key");
        lines.end();
        return new EpochNote(log, epoch, kept, root, time, key);
    }

    /** Whether it says that something of a head was taken back. */
    public boolean tookBack(TreeHead head) {
        return epoch > head.epoch() && kept < head.size();
    }
}

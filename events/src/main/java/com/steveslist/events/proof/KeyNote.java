package com.steveslist.events.proof;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says that a key signs for a log from now on. The first is signed by that key itself; each later one by the key before it too, so that who
 * trusts one key can follow to the next.
 *
 * @param previous the id of the key before; null for the first, and after a key was lost
 */
public record KeyNote(String log, LogKey key, @Nullable String previous, Instant time) {

    private static final String KIND = "/keys";
    private static final String NONE = "none";

    public String text() {
        return """
                %s%s
                key %s
                previous %s
                time %s
                """.formatted(log, KIND, key.base64(), previous == null ? NONE : previous, time);
    }

    /** @param before the key that vouches for the new one; empty for the first */
    public static SignedNote sign(String log, SigningKey key, Optional<SigningKey> before, Instant time) {
        KeyNote note = new KeyNote(log, key.publicKey(), before.map(known -> known.publicKey().id()).orElse(null), time);
        SigningKey[] keys = before.map(known -> new SigningKey[] {known, key}).orElseGet(() -> new SigningKey[] {key});
        return SignedNote.sign(note.text(), log, keys);
    }

    /** Throws {@link MalformedProofException} when the text is no such note. */
    public static KeyNote parse(String text) {
        NoteLines lines = new NoteLines("a key's note", text);
        String log = lines.log(KIND);
        LogKey key = LogKey.ofBase64(lines.after("key"));
        String previous = lines.after("previous");
        Instant time = lines.time("time", lines.after("time"));
        lines.end();
        return new KeyNote(log, key, previous.equals(NONE) ? null : previous, time);
    }

    /** Whether the note is signed by its own key and, where it names one before, by that too, which must be among those given. */
    public boolean isSigned(SignedNote note, LogKey... known) {
        return note.signedBy(key, log) && (previous == null
                || Arrays.stream(known).anyMatch(before -> before.id().equals(previous) && note.signedBy(before, log)));
    }

    /**
     * These keys and those that came before them. Each says which one that was, in a note that both have signed: so who believes a key can
     * believe what the ones before it signed.
     *
     * @param notes of keys, the older first
     */
    public static Set<LogKey> withThoseBefore(Collection<LogKey> keys, List<SignedNote> notes) {
        Set<LogKey> all = new LinkedHashSet<>(keys);
        LogKey[] named = notes.stream().map(note -> parse(note.text()).key()).toArray(LogKey[]::new);
        for (SignedNote note : notes.reversed()) {
            KeyNote later = parse(note.text());
            if (later.previous != null && all.contains(later.key) && later.isSigned(note, named)) {
                Arrays.stream(named).filter(key -> key.id().equals(later.previous)).forEach(all::add);
            }
        }
        return all;
    }
}

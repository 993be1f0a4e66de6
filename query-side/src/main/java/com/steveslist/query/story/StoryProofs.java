package com.steveslist.query.story;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.steveslist.events.envelope.EventEnvelope;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Port: proofs that events are in the log. */
public interface StoryProofs {

    /**
     * Proves events under one signed head: the one of this size, or the first that was signed over all of them. It is the same head whenever
     * it is asked for, so it is no newer one.
     *
     * @param positions in their order, at least one
     * @param head the size of a head that was signed and covers them; null for the first that does
     * @return null where nothing was ever signed
     * @throws NoSuchHeadException when there is none of this size, or it does not cover them
     */
    @Nullable
    Proven prove(List<Long> positions, @Nullable Long head);

    /**
     * Under one head.
     *
     * @param events in the order of their positions
     * @param head the signed note, as whoever checks it takes it
     * @param keys the notes that say which keys sign, oldest first
     */
    @JsonPropertyOrder(alphabetic = true)
    record Proven(List<EventProof> events, String head, List<String> keys, long size) {

        public Proven {
            events = List.copyOf(events);
            keys = List.copyOf(keys);
        }

        /** Without the leaves of events that are not told in full; their hashes still stand in the log. */
        Proven toldTo(StoryContext context, List<EventEnvelope> envelopes) {
            List<EventProof> told = IntStream.range(0, events.size())
                    .mapToObj(i -> context.isOpen(envelopes.get(i)) ? events.get(i) : events.get(i).withoutLeaf())
                    .toList();
            return new Proven(told, head, keys, size);
        }
    }

    /**
     * That one event is in the log.
     *
     * @param hash of its leaf, base64
     * @param leaf the bytes that are hashed, base64: all that the log keeps of the event; null where it is not told in full
     * @param path the hashes beside the way from the leaf to the root, base64, lowest first
     */
    @JsonPropertyOrder(alphabetic = true)
    record EventProof(String hash, @Nullable String leaf, List<String> path, long position) {

        public EventProof {
            path = List.copyOf(path);
        }

        EventProof withoutLeaf() {
            return new EventProof(hash, null, path, position);
        }
    }

    /** There is no head of this size, or none that covers what is to be proven. The message is for people. */
    final class NoSuchHeadException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final boolean awaited;

        /** @param awaited whether there will be one, once the log is signed */
        public NoSuchHeadException(String message, boolean awaited) {
            super(message);
            this.awaited = awaited;
        }

        public boolean isAwaited() {
            return awaited;
        }
    }
}

package com.steveslist.events.proof.dossier;

import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.proof.LogKey;
import com.steveslist.events.proof.MalformedProofException;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a dossier: {@code dossier.json}, or the answer of {@code GET /v1/orders/{id}/dossier}. It checks the facts beside each sentence, not
 * the sentence, which is made of them.
 */
public final class DossierVerifier {

    private final Set<LogKey> trusted;

    /** @param trusted keys of which somebody knows that they are the log's; keys that these vouch for are trusted too */
    public DossierVerifier(List<LogKey> trusted) {
        this.trusted = new LinkedHashSet<>(trusted);
    }

    /**
     * What was found.
     *
     * @param events how many the dossier has
     * @param withoutLeaf of how many only the hash is there: that something stands at their place, but not what
     * @param beforeBeginning how many are older than the tree: they are proven as they were when it began
     * @param size of the tree that the head is about
     * @param wrong what is wrong and where; empty when nothing is
     */
    public record Result(int events, int withoutLeaf, int beforeBeginning, long size, List<String> wrong) {

        public Result {
            wrong = List.copyOf(wrong);
        }

        public boolean isIntact() {
            return wrong.isEmpty();
        }

        /** In words, for people. */
        public String text() {
            if (!isIntact()) {
                return "NOT INTACT\n" + String.join("\n", wrong) + "\n";
            }
            return "intact: " + events + " events are in the log, under its signed head of size " + size + "\n"
                    + (withoutLeaf == 0 ? "" : withoutLeaf + " of them without their leaf: something stands there, what it is is not shown\n")
                    + (beforeBeginning == 0 ? "" : beforeBeginning + " of them are older than the tree, and proven as they were when it began\n");
        }
    }

    /** Throws {@link MalformedProofException} for what is no dossier, or one without proofs. */
    public Result verify(String json) {
        Members whole = Members.of(JsonText.read(json), "the dossier");
        Members dossier = whole.has("data") ? Members.of(whole.any("data"), "data") : whole;
        if (!dossier.has("proofs")) {
            throw new MalformedProofException("this dossier has no proofs");
        }
        Members proofs = Members.of(dossier.any("proofs"), "proofs");
        List<String> wrong = new ArrayList<>();
        SignedHead head = SignedHead.parse(proofs.text("head"));
        checkHead(head, proofs, wrong);
        List<?> events = dossier.list("events");
        List<?> proven = proofs.list("events");
        if (events.size() != proven.size()) {
            wrong.add("there are " + events.size() + " events and proofs of " + proven.size());
            return new Result(events.size(), 0, 0, head.size(), wrong);
        }
        int withoutLeaf = 0;
        int early = 0;
        long before = 0;
        for (int i = 0; i < events.size(); i++) {
            Members event = Members.of(events.get(i), "an event");
            Members proof = Members.of(proven.get(i), "a proof");
            long position = event.whole("position");
            if (position <= before) {
                wrong.add("position " + position + " does not come after " + before);
            }
            before = position;
            String fault = check(event, proof, head);
            if (fault != null) {
                wrong.add("position " + position + ": " + fault);
            }
            withoutLeaf += proof.has("leaf") ? 0 : 1;
            early += position <= head.head().begun().size() ? 1 : 0;
        }
        return new Result(events.size(), withoutLeaf, early, head.size(), wrong);
    }

    private void checkHead(SignedHead head, Members proofs, List<String> wrong) {
        if (trusted.isEmpty()) {
            wrong.add("no key is trusted: name the log's public key");
        }
        for (Object note : proofs.list("keys")) {
            if (!(note instanceof String text)) {
                throw new MalformedProofException("a key's note is no text");
            }
            follow(SignedNote.parse(text), head.head().log());
        }
        if (trusted.stream().noneMatch(head::signedBy)) {
            wrong.add("the head is not signed by a key that is trusted, or that a trusted one vouches for");
        }
        if (proofs.whole("size") != head.size()) {
            wrong.add("the head is of size " + head.size() + ", not " + proofs.whole("size"));
        }
    }

    /** A key that a trusted one signed is trusted. */
    private void follow(SignedNote note, String log) {
        KeyNote key = KeyNote.parse(note.text());
        boolean vouchedFor = key.previous() != null && key.isSigned(note, trusted.toArray(LogKey[]::new));
        if (key.log().equals(log) && vouchedFor) {
            trusted.add(key.key());
        }
    }

    /** Null when nothing is wrong. */
    private static @Nullable String check(Members event, Members proof, SignedHead head) {
        long position = event.whole("position");
        if (proof.whole("position") != position) {
            return "the proof is of position " + proof.whole("position");
        }
        try {
            Hash hash = Hash.ofBase64(proof.text("hash"));
            List<Hash> path = proof.list("path").stream().map(one -> Hash.ofBase64(String.valueOf(one))).toList();
            if (!new InclusionProof(position - 1, head.size(), path).root(hash).equals(head.head().root())) {
                return "it does not stand there under this head";
            }
            String leaf = proof.optionalText("leaf");
            return leaf == null ? null : check(event, Base64.getDecoder().decode(leaf), hash);
        } catch (MalformedProofException e) {
            return e.getMessage();
        } catch (IllegalArgumentException e) {
            return "a hash or a leaf is not in base64";
        }
    }

    private static @Nullable String check(Members event, byte[] encoded, Hash hash) {
        if (!Hash.ofLeaf(encoded).equals(hash)) {
            return "the leaf has another hash";
        }
        Leaf leaf = Leaf.decode(encoded);
        List<String> other = new ArrayList<>();
        compare(other, "position", event.whole("position"), leaf.position());
        compare(other, "epoch", event.whole("epoch"), (long) leaf.epoch());
        compare(other, "stream", event.text("stream"), leaf.stream());
        compare(other, "version", event.whole("version"), leaf.version());
        compare(other, "event_id", event.text("event_id"), leaf.eventId());
        compare(other, "type", event.text("type"), leaf.type());
        compare(other, "type_version", event.whole("type_version"), (long) leaf.typeVersion());
        compare(other, "recorded_at", event.text("recorded_at"), leaf.recordedAt().toString());
        compare(other, "occurred_at", event.text("occurred_at"), leaf.occurredAt().toString());
        compare(other, "actor_kind", event.text("actor_kind"), leaf.actorKind());
        compare(other, "actor_id", event.optionalText("actor_id"), leaf.actorId());
        compare(other, "request_id", event.optionalText("request_id"), leaf.requestId());
        compare(other, "caused_by", event.optionalText("caused_by"), leaf.causedBy());
        return other.isEmpty() ? null : "the log has another " + String.join(", ", other);
    }

    private static void compare(List<String> other, String name, @Nullable Object said, @Nullable Object kept) {
        if (!Objects.equals(said, kept)) {
            other.add(name);
        }
    }
}

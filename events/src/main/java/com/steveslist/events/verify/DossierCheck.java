package com.steveslist.events.verify;

import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.proof.MalformedProofException;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges a dossier, the story of a thing with its proofs: {@code dossier.json}, or the answer of {@code GET /v1/orders/{id}/dossier}. It
 * checks the facts beside each sentence, not the sentence, which is made of them, and that no event of the thing itself is left out between
 * others.
 */
final class DossierCheck {

    private final Members dossier;
    private final Members proofs;
    private final SignedHead head;
    private final KnownKeys keys;
    private final boolean told;
    private final DossierScope scope;

    /**
     * Throws {@link MalformedProofException} for what is no dossier, or one without proofs.
     *
     * @param trust where it names no key to believe, the first that the dossier names is
     */
    DossierCheck(String json, Trust trust) {
        Members whole = Members.of(JsonText.read(json), "the dossier");
        this.dossier = whole.has("data") ? Members.of(whole.any("data"), "data") : whole;
        if (!dossier.has("proofs")) {
            throw new MalformedProofException("this dossier has no proofs");
        }
        this.proofs = Members.of(dossier.any("proofs"), "proofs");
        this.head = SignedHead.parse(proofs.text("head"));
        this.keys = new KnownKeys(trust, proofs.list("keys").stream().map(note -> SignedNote.parse(String.valueOf(note))).toList());
        this.told = trust.isTold();
        this.scope = new DossierScope(dossier);
    }

    /** Throws {@link NotIntactException} that names all that is wrong. */
    Verdict judge() {
        keys.require(head);
        List<String> wrong = new ArrayList<>();
        if (proofs.whole("size") != head.size()) {
            wrong.add("the head is of size " + head.size() + ", not " + proofs.whole("size"));
        }
        List<?> events = dossier.list("events");
        List<?> proven = proofs.list("events");
        if (events.size() != proven.size()) {
            throw new NotIntactException("there are " + events.size() + " events and proofs of " + proven.size());
        }
        int closed = 0;
        int early = 0;
        long before = 0;
        for (int i = 0; i < events.size(); i++) {
            Members event = Members.of(events.get(i), "an event");
            Members proof = Members.of(proven.get(i), "a proof");
            long position = event.whole("position");
            String fault = position <= before ? "does not come after " + before : check(event, proof);
            if (fault != null) {
                wrong.add("position " + position + ": " + fault);
            }
            before = position;
            scope.see(event);
            closed += proof.has("leaf") ? 0 : 1;
            early += position <= head.head().begun().size() ? 1 : 0;
        }
        String missing = scope.missing();
        if (missing != null) {
            wrong.add(missing);
        }
        if (!wrong.isEmpty()) {
            throw new NotIntactException(String.join("; ", wrong));
        }
        return new Verdict(true, words(events.size(), closed, early));
    }

    private List<String> words(int events, int closed, int early) {
        List<String> words = new ArrayList<>();
        words.add("key " + keys.first() + (told
                ? ", which you know"
                : ", which the dossier itself names: ask for the key's id by other means, and compare"));
        if (closed > 0) {
            words.add(closed
                    + " events are there with their hash alone: that something stands at their place is proven, what it is is not shown");
        }
        if (early > 0) {
            words.add(early + " events are older than the proofs: nothing is proven of the time before " + head.head().begun().time());
        }
        words.addAll(scope.words());
        words.add("intact: all " + events + " events stand in the log, under the head of " + head.size() + " events, signed at "
                + head.head().time());
        return words;
    }

    /** Null when nothing is wrong. */
    private @Nullable String check(Members event, Members proof) {
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

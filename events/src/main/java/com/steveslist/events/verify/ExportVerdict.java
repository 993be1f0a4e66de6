package com.steveslist.events.verify;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.EpochNote;
import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Judges an export, by what its key signed and by what was kept from times before. */
final class ExportVerdict {

    private final ExportFolder folder;
    private final KeptFolder kept;
    private final Trust trust;

    ExportVerdict(ExportFolder folder, KeptFolder kept, Trust trust) {
        this.folder = folder;
        this.kept = kept;
        this.trust = trust;
    }

    /** Throws {@link NotIntactException} at the first thing that is wrong. What was seen is kept when nothing is. */
    Verdict judge() throws IOException {
        ExportText export = folder.text();
        List<SignedHead> before = kept.heads();
        KnownKeys keys = new KnownKeys(trust.and(kept.keys().stream().map(note -> KeyNote.parse(note.text()).key().id()).toList()),
                Stream.concat(kept.keys().stream(), folder.keys().stream()).toList());
        List<SignedHead> heads = heads(export.log(), keys);
        List<EpochNote> epochs = epochs(export.log(), keys);
        heads.removeIf(head -> epochs.stream().anyMatch(epoch -> epoch.tookBack(head.head())));
        SignedHead newest = heads.stream().max(Comparator.comparingLong(SignedHead::size).thenComparing(head -> head.head().time()))
                .orElseThrow(() -> new NotIntactException("the export has no signed head, so nothing in it is proven"));
        if (export.last() > newest.size()) {
            throw new NotIntactException("the export goes up to position " + export.last() + " and its newest head to " + newest.size()
                    + " only");
        }
        for (SignedHead head : before) {
            requireNotTakenBack(ofLog(export.log(), head), newest, epochs);
            heads.add(head);
        }
        heads.forEach(head -> HeadsCheck.requireSameLog(head, newest));
        new ExportCheck(folder, export, heads, newest).run();
        requireConfirmed(before, export, newest);
        kept.keep(newest, keys);
        return new Verdict(true, words(export, newest, keys, before.size()));
    }

    private List<SignedHead> heads(String log, KnownKeys keys) throws IOException {
        List<SignedHead> heads = new ArrayList<>();
        for (SignedHead head : folder.heads()) {
            if (!keys.isRevoked(head.head().key())) {
                heads.add(ofLog(log, keys.require(head)));
            }
        }
        return heads;
    }

    private static SignedHead ofLog(String log, SignedHead head) {
        if (!head.head().log().equals(log)) {
            throw new NotIntactException("the export is of the log " + log + ", and the head of " + head.size() + " events ("
                    + head.head().time() + ") of the log " + head.head().log());
        }
        return head;
    }

    private List<EpochNote> epochs(String log, KnownKeys keys) throws IOException {
        List<EpochNote> epochs = new ArrayList<>();
        for (SignedNote note : folder.epochs()) {
            EpochNote epoch = EpochNote.parse(note.text());
            if (keys.isRevoked(epoch.key())) {
                continue;
            }
            if (!epoch.log().equals(log) || !keys.signed(note, log)) {
                throw new NotIntactException("the note about epoch " + epoch.epoch() + " is signed by no key that you know");
            }
            epochs.add(epoch);
        }
        return epochs;
    }

    /** A head that was kept is never forgotten, whatever the log says of it now. */
    private static void requireNotTakenBack(SignedHead head, SignedHead newest, List<EpochNote> epochs) {
        for (EpochNote epoch : epochs) {
            if (epoch.tookBack(head.head())) {
                throw new NotIntactException("the events from position " + (epoch.kept() + 1) + " to " + head.size() + ", which you hold a"
                        + " head of (" + head.head().time() + "), were taken back: the log says so itself, of epoch " + epoch.epoch()
                        + " on " + epoch.time() + ". Ask for the reason; a failover or a restore loses events");
            }
        }
        if (head.size() > newest.size()) {
            throw new NotIntactException(
                    "the events from position " + (newest.size() + 1) + " to " + head.size() + " are missing: you hold a"
                            + " head of them (" + head.head().time() + "), and the log says nothing of them any more");
        }
    }

    /**
     * The heads whose events the export does not hold need a proof of their own, or to have agreed before with a larger one that this export
     * agrees with.
     */
    private void requireConfirmed(List<SignedHead> before, ExportText export, SignedHead newest) throws IOException {
        List<ConsistencyProof> proofs = kept.proofs();
        Predicate<SignedHead> now = head -> head.size() >= export.first() - 1 && head.size() <= export.last()
                || HeadsCheck.isConfirmed(head, newest, proofs);
        Set<String> agreed = kept.agreed();
        Predicate<SignedHead> then = head -> agreed.contains(head.toString());
        long upTo = before.stream().filter(then.and(now)).mapToLong(SignedHead::size).max().orElse(0);
        for (SignedHead head : before) {
            if (!now.test(head) && !(then.test(head) && head.size() <= upTo)) {
                throw new NotIntactException("your head of " + head.size() + " events (" + head.head().time() + ") is not confirmed by this"
                        + " export of positions " + export.first() + " to " + export.last()
                        + ": take an export of all, or put the answer of"
                        + " /v1/audit/consistency?from=" + head.size() + "&to=" + newest.size() + " beside the head");
            }
        }
    }

    private List<String> words(ExportText export, SignedHead newest, KnownKeys keys, int before) {
        List<String> words = new ArrayList<>();
        words.add("log " + export.log());
        words.add("key " + keys.first() + (!trust.isTold() && before == 0
                ? ", which the export itself names: ask for the key's id by other means, and compare"
                : ", which you know"));
        if (!trust.revoked().isEmpty()) {
            words.add("what was signed by " + String.join(", ", trust.revoked()) + " is left out");
        }
        if (before > 0) {
            words.add("agrees with " + before + (before == 1 ? " head" : " heads") + " that you kept");
        }
        long begun = newest.head().begun().size();
        if (begun > 0) {
            words.add("proofs begin at position " + (begun + 1) + ": of what happened to the " + begun + " events before, nothing is proven"
                    + " of the time before " + newest.head().begun().time());
        }
        words.add("intact " + (export.first() == 1 ? "" : "from position " + export.first() + " ") + "up to position " + export.last()
                + ", as signed at " + newest.head().time());
        return words;
    }
}

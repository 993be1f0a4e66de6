package com.steveslist.infra.proof;

import com.steveslist.events.proof.EpochNote;
import com.steveslist.events.proof.LogKey;
import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.Nodes;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.events.proof.TreeHead;
import com.steveslist.infra.proof.TreeTable.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last head that this node has signed, in a file beside the key. So that a database whose past was rewritten, tree and all, gets no
 * signature that contradicts the one before: only an epoch, which a key of ours says in the open, can take back what was signed.
 */
final class LastSigned {

    private final Path file;

    LastSigned(Path signingKey) {
        this.file = signingKey.toAbsolutePath().resolveSibling(signingKey.getFileName() + ".last-head");
    }

    void remember(SignedHead head) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.writeString(unfinished, head.toString());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * Throws {@link IllegalStateException} when the tree does not begin with what was signed last, or is another log's. What the database
     * says of epochs counts only when one of our keys has signed it: rows are written by whoever owns the database.
     *
     * @param ours the key that signs, and those before it
     */
    void check(Tree now, List<SignedNote> epochs, Nodes nodes, Set<LogKey> ours) {
        Optional<TreeHead> signed = read();
        if (signed.isEmpty()) {
            return;
        }
        TreeHead before = signed.get();
        if (!now.log().equals(before.log()) || !now.begun().equals(before.begun())) {
            throw new IllegalStateException("the database says that its log is " + now.log() + ", proven since " + now.begun().time()
                    + " from " + now.begun().size() + " events on, and " + file + " that this node signed for " + before.log()
                    + ", proven since " + before.begun().time() + " from " + before.begun().size() + " on: neither ever changes. Put"
                    + " the database right; or, when it is to be another log from now on, give it a key file of its own. Nothing more"
                    + " is signed");
        }
        if (epochs.stream().anyMatch(note -> tookBack(note, before, ours))) {
            return;
        }
        if (now.size() < before.size() || !MerkleTree.of(before.size(), nodes).root().equals(before.root())) {
            throw new IllegalStateException("the tree of " + now.size() + " events contradicts the head of " + before.size()
                    + " events that was signed at " + before.time() + " (" + file + "): the log was altered before position "
                    + (before.size() + 1) + ", or restored without starting an epoch. Nothing more is signed");
        }
    }

    private static boolean tookBack(SignedNote note, TreeHead before, Set<LogKey> ours) {
        EpochNote epoch = EpochNote.parse(note.text());
        return epoch.log().equals(before.log()) && epoch.tookBack(before)
                && ours.stream().anyMatch(key -> note.signedBy(key, before.log()));
    }

    private Optional<TreeHead> read() {
        try {
            return Files.exists(file) ? Optional.of(SignedHead.parse(Files.readString(file)).head()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

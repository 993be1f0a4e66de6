package com.steveslist.infra.proof;

import com.steveslist.events.proof.EpochNote;
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

/**
 * The last head that this node has signed, in a file beside the key. So that a database whose past was rewritten, tree and all, gets no
 * signature that contradicts the one before: only an epoch, which says so in the open, can take back what was signed.
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

    /** Throws {@link IllegalStateException} when the tree does not begin with what was signed last. */
    void check(Tree now, List<SignedNote> epochs, Nodes nodes) {
        Optional<TreeHead> signed = read().filter(head -> head.log().equals(now.log()));
        if (signed.isEmpty() || epochs.stream().anyMatch(note -> EpochNote.parse(note.text()).tookBack(signed.get()))) {
            return;
        }
        TreeHead before = signed.get();
        if (now.size() < before.size() || !MerkleTree.of(before.size(), nodes).root().equals(before.root())) {
            throw new IllegalStateException("the tree of " + now.size() + " events contradicts the head of " + before.size()
                    + " events that was signed at " + before.time() + " (" + file + "): the log was altered before position "
                    + (before.size() + 1) + ", or restored without starting an epoch. Nothing more is signed");
        }
    }

    private Optional<TreeHead> read() {
        try {
            return Files.exists(file) ? Optional.of(SignedHead.parse(Files.readString(file)).head()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

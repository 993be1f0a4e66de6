package com.steveslist.events.verify;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor has seen and keeps where nobody else can write: the keys that they believe and the newest head of each time. With it a
 * past that is rewritten later is found even when it is signed anew. They may put heads of their own beside these.
 */
final class KeptFolder {

    /** The heads as they were when all agreed with one export, and so with each other. */
    private static final String AGREED = "agreed.txt";

    private final @Nullable Path folder;

    /** @param folder need not be there yet; null when nothing is kept */
    KeptFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    List<SignedHead> heads() throws IOException {
        return notes(ExportText.HEADS).stream().map(note -> SignedHead.parse(note.toString())).toList();
    }

    /** Those of them, as texts, of which it is known that the tree of each larger one begins with that of each smaller one. */
    Set<String> agreed() throws IOException {
        return notes(AGREED).stream().map(SignedNote::toString).collect(Collectors.toSet());
    }

    List<SignedNote> keys() throws IOException {
        return notes(ExportText.KEYS);
    }

    /** From one head to another, for heads that an export does not reach: files that begin with {@code consistency}. */
    List<ConsistencyProof> proofs() throws IOException {
        List<ConsistencyProof> proofs = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.getFileName().toString().startsWith("consistency")).toList()) {
                    proofs.add(TextFile.read(file, ConsistencyProof::parse));
                }
            }
        }
        return proofs;
    }

    private List<SignedNote> notes(String name) throws IOException {
        Path file = folder == null ? null : folder.resolve(name);
        return file != null && Files.exists(file) ? TextFile.read(file, SignedNote::parseAll) : List.of();
    }

    /** Keeps one more head, which all that were kept agree with, and the keys that are believed now. */
    void keep(SignedHead newest, KnownKeys keys) throws IOException {
        if (folder == null) {
            return;
        }
        Files.createDirectories(folder);
        List<SignedNote> heads = new ArrayList<>(notes(ExportText.HEADS));
        if (heads.stream().noneMatch(head -> head.toString().equals(newest.toString()))) {
            heads.add(newest.note());
        }
        // Whatever breaks off in between: no head is kept without the keys by which it was believed.
        TextFile.write(folder.resolve(ExportText.KEYS), SignedNote.join(keys.notes()));
        TextFile.write(folder.resolve(ExportText.HEADS), SignedNote.join(heads));
        TextFile.write(folder.resolve(AGREED), SignedNote.join(heads));
    }
}

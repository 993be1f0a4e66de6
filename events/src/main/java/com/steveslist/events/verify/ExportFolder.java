package com.steveslist.events.verify;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of an export. What is in them is believed by nobody yet. */
final class ExportFolder {

    private static final int BUFFER = 1 << 20;

    private final Path folder;

    ExportFolder(Path folder) {
        this.folder = folder;
    }

    ExportText text() throws IOException {
        return TextFile.read(folder.resolve(ExportText.FILE), ExportText::parse);
    }

    List<SignedHead> heads() throws IOException {
        return notes(ExportText.HEADS).stream().map(note -> SignedHead.parse(note.toString())).toList();
    }

    List<SignedNote> keys() throws IOException {
        return notes(ExportText.KEYS);
    }

    List<SignedNote> epochs() throws IOException {
        return notes(ExportText.EPOCHS);
    }

    private List<SignedNote> notes(String file) throws IOException {
        return TextFile.read(folder.resolve(file), SignedNote::parseAll);
    }

    /** From where the events end to the newest head; empty when they end where that does. */
    Optional<ConsistencyProof> proof() throws IOException {
        Path file = folder.resolve(ExportText.PROOF);
        return Files.exists(file) ? Optional.of(TextFile.read(file, ConsistencyProof::parse)) : Optional.empty();
    }

    /** All events, each with its length in front. */
    DataInputStream events() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> parts = files.filter(file -> ExportText.isEvents(file.getFileName().toString())).sorted().toList();
            InputStream all = InputStream.nullInputStream();
            for (Path part : parts.reversed()) {
                all = new SequenceInputStream(Collections.enumeration(Arrays.asList(Files.newInputStream(part), all)));
            }
            return new DataInputStream(new BufferedInputStream(all, BUFFER));
        }
    }

    /** The hashes that the log itself kept of these events. */
    Hashes hashes() throws IOException {
        return new Hashes(new BufferedInputStream(Files.newInputStream(folder.resolve(ExportText.HASHES)), BUFFER));
    }

    /** Hashes one after the other. */
    static final class Hashes implements AutoCloseable {
        private final InputStream in;

        private Hashes(InputStream in) {
            this.in = in;
        }

        /** Empty at the end, also when that is in the middle of a hash. */
        Optional<Hash> next() throws IOException {
            byte[] bytes = in.readNBytes(Hash.BYTES);
            return bytes.length == Hash.BYTES ? Optional.of(Hash.of(bytes, 0)) : Optional.empty();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

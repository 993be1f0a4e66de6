package com.steveslist.infra.proof;

import com.steveslist.events.proof.ExportText;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.eventstore.LogLeaves;
import com.steveslist.infra.proof.ProofBook.NumberedHead;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Writes what {@code steveslist-verify} reads: events as leaves, the hashes that the tree has for them, heads, keys, and what ties them
 * together. It judges nothing: what is missing in the log is missing in the export too, and the verifier says so. A row and a page of heads
 * at a time are in memory.
 */
final class LogExport {

    private static final int EVENTS_OF_A_FILE = 1_000_000;
    private static final int EVENTS_OF_A_READ = 50_000;
    private static final int HEADS_OF_A_READ = 1_000;
    private static final int BUFFER = 1 << 20;

    private final DataSource dataSource;
    private final ProofBook book;
    private final Path folder;

    /** @param folder is made, or empty */
    LogExport(DataSource dataSource, Path folder) {
        this.dataSource = dataSource;
        this.book = new ProofBook(dataSource);
        this.folder = folder;
    }

    /**
     * @param head of which all events that are wanted are, and the last that is written: the proofs lead to it
     * @param first the position to begin with
     * @param last up to which
     * @return how many events were written
     */
    long write(SignedHead head, long first, long last) throws IOException, SQLException {
        prepare();
        ExportText text = new ExportText(head.head().log(), first, last, book.peaks(first - 1));
        writeNotes(ExportText.KEYS, book.keys());
        writeNotes(ExportText.EPOCHS, book.epochs());
        writeHeads(first, head);
        if (last > 0 && last < head.size()) {
            Files.writeString(folder.resolve(ExportText.PROOF), book.consistency(last, head.size()).text());
        }
        writeHashes(first, last);
        long written = writeEvents(first, last);
        // Comes last: without it the folder is no export.
        Files.writeString(folder.resolve(ExportText.FILE), text.text());
        return written;
    }

    private void prepare() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new ServerException(folder + " is not empty: an export needs a folder of its own");
            }
        }
    }

    private void writeNotes(String file, List<SignedNote> notes) throws IOException {
        Files.writeString(folder.resolve(file), SignedNote.join(notes));
    }

    /** Others may be signed meanwhile. */
    private void writeHeads(long first, SignedHead last) throws IOException {
        String end = last.toString();
        try (var out = Files.newBufferedWriter(folder.resolve(ExportText.HEADS))) {
            String between = "";
            List<NumberedHead> page = book.after(0, HEADS_OF_A_READ);
            while (!page.isEmpty()) {
                for (NumberedHead each : page) {
                    String head = each.head().toString();
                    if (each.head().size() >= first - 1) {
                        out.write(between + head);
                        between = "\n";
                    }
                    if (head.equals(end)) {
                        return;
                    }
                }
                page = book.after(page.getLast().number(), HEADS_OF_A_READ);
            }
        }
    }

    private void writeHashes(long first, long last) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(ExportText.HASHES)), BUFFER)) {
            for (long tile = (first - 1) / TileTable.WIDTH; tile * TileTable.WIDTH < last; tile++) {
                byte[] hashes = book.leaves(tile);
                long before = tile * TileTable.WIDTH;
                int from = (int) Math.max(0, first - 1 - before);
                int to = (int) Math.min(hashes.length / Hash.BYTES, last - before);
                if (from < to) {
                    out.write(hashes, from * Hash.BYTES, (to - from) * Hash.BYTES);
                }
                if (hashes.length < TileTable.WIDTH * Hash.BYTES) {
                    break;
                }
            }
        }
    }

    private long writeEvents(long first, long last) throws IOException, SQLException {
        long written = 0;
        try (Connection connection = dataSource.getConnection()) {
            for (long from = first - 1; from < last; from += EVENTS_OF_A_FILE) {
                long to = Math.min(last, from + EVENTS_OF_A_FILE);
                try (DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve(ExportText.events(from + 1))), BUFFER))) {
                    for (long next = from; next < to; next += EVENTS_OF_A_READ) {
                        written += LogLeaves.between(connection, next, Math.min(to, next + EVENTS_OF_A_READ),
                                (position, leaf) -> leaf.writeTo(out));
                    }
                }
            }
        }
        return written;
    }
}

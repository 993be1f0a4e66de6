package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.imports.ImportQueue.Chunk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs rows into chunks as they come, so that no more than one chunk of a body is ever in memory. */
final class ChunkWriter {

    private static final int MOST_ROWS = 500;
    private static final int MOST_BYTES = 256 * 1024;

    private final ImportId id;
    private final ImportQueue queue;
    private ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private GZIPOutputStream rows;
    private int chunks;
    private int written;
    private int inChunk;
    private int bytesInChunk;

    ChunkWriter(ImportId id, ImportQueue queue) throws IOException {
        this.id = id;
        this.queue = queue;
        this.rows = new Packing(packed);
    }

    void add(byte[] row) throws IOException {
        if (inChunk > 0 && (inChunk == MOST_ROWS || bytesInChunk + row.length > MOST_BYTES)) {
            flush();
        }
        rows.write(row);
        rows.write('\n');
        written++;
        inChunk++;
        bytesInChunk += row.length;
    }

    /** Keeps what is not kept yet; how many rows there were. */
    int end() throws IOException {
        if (inChunk > 0) {
            flush();
        }
        return written;
    }

    private void flush() throws IOException {
        rows.close();
        if (!queue.add(new Chunk(id, chunks++, written - inChunk + 1, packed.toByteArray()))) {
            throw ApiException.of(ErrorCode.INVALID_STATE, "The import was cancelled while its body arrived.");
        }
        packed = new ByteArrayOutputStream();
        rows = new Packing(packed);
        inChunk = 0;
        bytesInChunk = 0;
    }

    /** A chunk lives for seconds, so it is packed quickly rather than tightly. */
    private static final class Packing extends GZIPOutputStream {

        Packing(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** The rows of a chunk. */
    static List<byte[]> unpack(Chunk chunk) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(chunk.body()))) {
            byte[] all = in.readAllBytes();
            List<byte[]> rows = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < all.length; i++) {
                if (all[i] == '\n') {
                    rows.add(Arrays.copyOfRange(all, start, i));
                    start = i + 1;
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("a chunk of " + chunk.id() + " cannot be unpacked", e);
        }
    }
}

package com.steveslist.api.csv;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.input.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as RFC 4180 has them, in UTF-8; lines may also end with LF alone. What is not well-formed throws {@code invalid_csv}: behind
 * a quote that is missing nobody knows any more what belongs to which row.
 */
public final class CsvReader {

    private final Bytes bytes;
    private final int mostBytes;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
    private int record;
    private int size;

    /** @param mostBytes of a record */
    public CsvReader(Bytes bytes, int mostBytes) {
        this.bytes = bytes;
        this.mostBytes = mostBytes;
    }

    /** The cells of the next record that is no blank line; null behind the last. */
    public @Nullable List<String> next() throws IOException {
        List<String> cells = read();
        while (cells != null && cells.size() == 1 && cells.getFirst().isEmpty()) {
            record--;
            cells = read();
        }
        return cells;
    }

    private @Nullable List<String> read() throws IOException {
        record++;
        size = 0;
        int c = take();
        if (c < 0) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        while (true) {
            c = c == '"' ? quoted() : plain(c);
            cells.add(decoded());
            if (c == '\r') {
                c = take();
                if (c != '\n' && c >= 0) {
                    throw invalid("a carriage return stands outside quotes");
                }
            }
            if (c == '\n' || c < 0) {
                return cells;
            }
            c = take();
        }
    }

    /** Collects a cell up to the comma, the line's end or the end; returns what ended it. */
    private int plain(int first) throws IOException {
        int c = first;
        while (c >= 0 && c != ',' && c != '\n' && c != '\r') {
            if (c == '"') {
                throw invalid("a quote stands inside a cell that does not begin with one");
            }
            cell.write(c);
            c = take();
        }
        return c;
    }

    private int quoted() throws IOException {
        while (true) {
            int c = take();
            if (c < 0) {
                throw invalid("a quote is not closed");
            }
            if (c == '"') {
                c = take();
                if (c != '"') {
                    if (c >= 0 && c != ',' && c != '\n' && c != '\r') {
                        throw invalid("something stands between a closing quote and the comma");
                    }
                    return c;
                }
            }
            cell.write(c);
        }
    }

    private int take() throws IOException {
        if (++size > mostBytes) {
            throw ApiException.of(
                    ErrorCode.PAYLOAD_TOO_LARGE, place() + " is longer than " + mostBytes + " bytes. Perhaps a quote is not closed.");
        }
        return bytes.next();
    }

    private String decoded() {
        try {
            return utf8.decode(ByteBuffer.wrap(cell.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw invalid("it is not well-formed UTF-8");
        } finally {
            cell.reset();
        }
    }

    /** The error of a record that cannot be read. */
    public ApiException invalid(String why) {
        return ApiException.of(ErrorCode.INVALID_CSV, place() + " cannot be read: " + why + ".");
    }

    private String place() {
        return record == 1 ? "The header" : "Row " + (record - 1);
    }
}

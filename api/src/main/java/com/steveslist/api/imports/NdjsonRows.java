package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.input.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines that are not blank. What is in one is looked at when its row is carried out. */
final class NdjsonRows implements RowSource {

    private final Bytes bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int row;

    NdjsonRows(Bytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        row++;
        line.reset();
        boolean blank = true;
        while (true) {
            int c = bytes.next();
            if (c < 0 && blank) {
                return null;
            }
            if (c < 0 || c == '\n' && !blank) {
                return line.toByteArray();
            }
            if (c == '\n') {
                line.reset();
            } else {
                blank &= c == ' ' || c == '\t' || c == '\r';
                line.write(c);
            }
            if (line.size() > LONGEST) {
                throw ApiException.of(
                        ErrorCode.PAYLOAD_TOO_LARGE, "Row " + row + " is longer than " + LONGEST + " bytes, which no listing is.");
            }
        }
    }
}

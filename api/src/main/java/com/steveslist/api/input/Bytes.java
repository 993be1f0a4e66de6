package com.steveslist.api.input;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a stream one by one, without a byte order mark at its start. */
public final class Bytes {

    private static final int BUFFER = 64 * 1024;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    public Bytes(InputStream in) throws IOException {
        this.in = in;
        end = Math.max(0, in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length));
        boolean marked = end == BYTE_ORDER_MARK.length;
        for (int i = 0; marked && i < end; i++) {
            marked = (buffer[i] & 0xFF) == BYTE_ORDER_MARK[i];
        }
        at = marked ? end : 0;
    }

    /** The next byte, 0 to 255; -1 at the end. */
    public int next() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer, 0, BUFFER));
            if (end == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }
}

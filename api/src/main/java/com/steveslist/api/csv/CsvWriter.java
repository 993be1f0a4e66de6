package com.steveslist.api.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes records as RFC 4180 has them, in UTF-8, quoting only what needs it. */
public final class CsvWriter {

    private final OutputStream out;

    public CsvWriter(OutputStream out) {
        this.out = out;
    }

    /** @param cells null for an empty one */
    public void write(List<@Nullable String> cells) throws IOException {
        StringBuilder line = new StringBuilder(256);
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            append(line, cells.get(i));
        }
        out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder line, @Nullable String cell) {
        if (cell == null) {
            return;
        }
        boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        if (plain) {
            line.append(cell);
        } else {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }
}

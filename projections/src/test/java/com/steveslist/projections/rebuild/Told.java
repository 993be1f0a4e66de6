package com.steveslist.projections.rebuild;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What a rebuild tells, kept; and somebody who acts on it while the rebuild waits. */
final class Told {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Narrator to(Consumer<String> hears) {
        return new Narrator(new PrintStream(bytes, true, StandardCharsets.UTF_8) {

            @Override
            public void println(String line) {
                super.println(line);
                hears.accept(line);
            }
        });
    }

    void forget() {
        bytes.reset();
    }

    String all() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

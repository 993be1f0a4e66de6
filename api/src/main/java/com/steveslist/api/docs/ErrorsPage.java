package com.steveslist.api.docs;

import com.steveslist.api.error.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A section a code, which the {@code type} of every error leads to. */
final class ErrorsPage {

    private ErrorsPage() {}

    /** Appended to what {@code errors.md} says of all of them. */
    static String sections() {
        return Arrays.stream(ErrorCode.values()).map(ErrorsPage::section).collect(Collectors.joining());
    }

    private static String section(ErrorCode code) {
        return """
                <section id="%1$s"><h3><a href="#%1$s"><code>%1$s</code></a> <small>%2$d%4$s</small></h3>
                <p>%3$s.</p></section>
                """.formatted(
                code.code(), code.status(), Markdown.escape(code.title()), code.retryable() ? ", worth a repeat" : "");
    }
}

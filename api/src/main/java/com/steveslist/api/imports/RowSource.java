package com.steveslist.api.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows one after the other, each as JSON on one line, not looked into. */
interface RowSource {

    /** The longest row, in bytes. */
    int LONGEST = 100_000;

    /** Null behind the last. Throws {@link com.steveslist.api.error.ApiException} when the rest cannot be told into rows. */
    byte @Nullable [] next() throws IOException;
}

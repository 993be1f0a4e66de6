package com.steveslist.api.exports;

import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** Writes rows of a file. */
@FunctionalInterface
interface RowWriter {

    void write(ObjectNode row) throws IOException;
}

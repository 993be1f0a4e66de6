package com.steveslist.api.http;

import com.steveslist.events.log.LogPosition;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer that is a file, and is sent while it is made.
 *
 * @param fileName of ASCII letters, digits, dots and hyphens
 * @param packable whether gzip makes it smaller
 */
public record Download(String mediaType, String fileName, boolean packable, Content content) {

    /** What is in the file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all of it. What is thrown before anything of it is on its way becomes an error answer; afterwards the connection is cut, so
         * that nobody takes a part for the whole.
         */
        void write(Start start) throws IOException;
    }

    /** Begins the answer. */
    @FunctionalInterface
    public interface Start {

        /** Where the content goes. @param at the position in the log that the file shows; becomes the {@code Consistency-Token} */
        OutputStream at(LogPosition at) throws IOException;
    }
}

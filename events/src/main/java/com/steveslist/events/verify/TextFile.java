package com.steveslist.events.verify;

import com.steveslist.events.proof.MalformedProofException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/** Files of text: those that are judged come from people who may want to be believed, and are not read without end. */
final class TextFile {

    private static final int LARGEST_MB = 64;

    private TextFile() {}

    /** Throws {@link MalformedProofException}, with the file's name, for what cannot be read as that, and for more than 64 MB, which no proof has. */
    static <T> T read(Path file, Function<String, T> form) throws IOException {
        if (Files.size(file) > (long) LARGEST_MB << 20) {
            throw new MalformedProofException(file + " has more than " + LARGEST_MB + " MB");
        }
        try {
            return form.apply(Files.readString(file));
        } catch (MalformedProofException e) {
            throw new MalformedProofException(file + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new MalformedProofException(file + " is no text", e);
        }
    }

    /** All of it, or nothing of it when it breaks off. */
    static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

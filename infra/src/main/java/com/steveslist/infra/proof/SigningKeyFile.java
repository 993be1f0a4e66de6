package com.steveslist.infra.proof;

import com.steveslist.events.proof.MalformedProofException;
import com.steveslist.events.proof.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the secret key, which nobody but its owner may read. A rotation puts the next key beside it first, then tells the database,
 * and then puts it in place: whatever breaks off in between, the key that the database names is found in one of the two.
 */
final class SigningKeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeyFile.class);

    private final Path file;

    SigningKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path path() {
        return file;
    }

    /** The key in the file; makes one when there is no file. */
    SigningKey readOrMake() {
        return read(file).orElseGet(() -> make(file));
    }

    /** The key with this id; puts the next key in place when that is it. */
    SigningKey read(String id) {
        Optional<SigningKey> key = read(file).filter(found -> found.publicKey().id().equals(id));
        if (key.isPresent()) {
            return key.get();
        }
        SigningKey next = read(next()).filter(found -> found.publicKey().id().equals(id)).orElseThrow(() -> new IllegalStateException(
                "the key " + id + ", which signs for this log, is not in " + file + ": put the file back, or, when it is lost,"
                        + " begin with a new key by ./steveslist proof rotate-key --lost"));
        putNextInPlace();
        return next;
    }

    /** The key that comes next, beside the one that signs. */
    SigningKey makeNext() {
        try {
            Files.deleteIfExists(next());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + next(), e);
        }
        return make(next());
    }

    /** Does nothing when there is no next one: then a node that runs has seen the rotation, and was faster. */
    void putNextInPlace() {
        try {
            Files.move(next(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is in place already", file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put the next key in the place of " + file, e);
        }
    }

    private Path next() {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    private static Optional<SigningKey> read(Path from) {
        if (!Files.exists(from)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SigningKey.ofBase64(Files.readString(from)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the signing key in " + from, e);
        } catch (MalformedProofException e) {
            throw new IllegalStateException(from + " holds no signing key: " + e.getMessage(), e);
        }
    }

    private static SigningKey make(Path at) {
        SigningKey key = SigningKey.generate();
        try {
            Path folder = at.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path unfinished = at.resolveSibling(at.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, key.base64() + "\n");
            Files.move(unfinished, at, StandardCopyOption.ATOMIC_MOVE);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a signing key to " + at, e);
        }
    }
}

package com.steveslist.infra.backup;

import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.Recovery;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The keys of one embedded server, and their way past its events: saved at the last moment, put in again after those were restored. */
record ServerKeys(BackupFolder folder, String server, Consumer<String> say) {
    private static final String DATABASE = "steveslist_keys";

    /** Out of a server that is down, when it can still be started. */
    void saveFrom(PostgresServer former) throws IOException {
        try {
            Recovery.briefly(former, running -> {
                if (running.hasDatabase(DATABASE)) {
                    save(of(running));
                }
            });
        } catch (ServerException e) {
            say.accept("goes on with the keys of the last backup: " + e.getMessage());
        }
    }

    void save(Keys keys) {
        try {
            keys.save(folder.newKeys(server));
        } catch (IOException e) {
            throw new ServerException("cannot save the keys: " + e.getMessage(), e);
        }
    }

    /**
     * The newest copy, and what has come into the server's own table behind the base backup; a key that either knows as erased is erased.
     *
     * @throws ServerException when there is no copy: personal data could never be read again
     */
    void putInto(PostgresServer restored) {
        if (!restored.hasDatabase(DATABASE)) {
            return;
        }
        Path newest = folder.keys(server).orElseThrow(() -> new ServerException(
                "there is no copy of the keys in " + folder.root().resolve("keys").resolve(server) + ": bring it there first"));
        Keys keys = of(restored);
        try {
            Optional<Path> since = writtenSince(keys);
            restored.recreateDatabase(DATABASE);
            say.accept("keys: " + keys.add(newest) + " of " + newest.getFileName());
            if (since.isPresent()) {
                keys.add(since.get());
                Files.delete(since.get());
            }
        } catch (IOException e) {
            throw new ServerException("cannot put the keys in: " + e.getMessage(), e);
        }
    }

    /** The base backup has no file of the table; there is one again when pages of it were in the changes that were applied. */
    private static Optional<Path> writtenSince(Keys keys) throws IOException {
        Path file = Files.createTempFile("keys", ".copy.gz");
        try {
            keys.save(file);
            return Optional.of(file);
        } catch (ServerException e) {
            Files.delete(file);
            return Optional.empty();
        }
    }

    private static Keys of(PostgresServer server) {
        return new Keys(server.url(DATABASE), PostgresServer.USER, server.password());
    }
}

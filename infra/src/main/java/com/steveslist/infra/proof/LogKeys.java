package com.steveslist.infra.proof;

import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.LogKey;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.events.proof.SigningKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys that sign for the log: the secret one in its file, the public ones and the links between them in the database. */
final class LogKeys {

    private final SigningKeyFile file;
    private final NoteTable notes;
    private final TreeTable tree;
    private final TransactionTemplate transaction;

    LogKeys(SigningKeyFile file, DataSource dataSource) {
        this.file = file;
        this.notes = new NoteTable(dataSource);
        this.tree = new TreeTable(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * The key that signs now; the first is made, or taken from the file, when the log has none. To be called with the tree's lock.
     * Throws {@link IllegalStateException} when this node has another key, or none.
     */
    SigningKey current(String log) {
        return notes.currentKey().map(file::read).orElseGet(() -> {
            SigningKey first = file.readOrMake();
            add(log, first, Optional.empty());
            return first;
        });
    }

    /** A key of this log and those before it, as far back as each vouched for the next. */
    Set<LogKey> withThoseBefore(SigningKey key) {
        return KeyNote.withThoseBefore(Set.of(key.publicKey()), notes.keys());
    }

    /**
     * Makes a new key, which the present one vouches for, and which signs from then on.
     *
     * @param lost whether the present one is lost: then nobody vouches, and who checks has to be told of the new key by other means
     * @return the new key's id
     */
    String rotate(boolean lost) {
        String id = transaction.execute(status -> {
            String log = tree.await().log();
            Optional<SigningKey> present = lost ? Optional.empty() : Optional.of(current(log));
            SigningKey next = file.makeNext();
            add(log, next, present);
            return next.publicKey().id();
        });
        file.putNextInPlace();
        return String.valueOf(id);
    }

    private void add(String log, SigningKey key, Optional<SigningKey> before) {
        SignedNote note = KeyNote.sign(log, key, before, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        notes.add(KeyNote.parse(note.text()), note);
    }
}

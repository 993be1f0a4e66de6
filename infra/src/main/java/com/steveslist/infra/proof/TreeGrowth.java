package com.steveslist.infra.proof;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.EpochNote;
import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.SigningKey;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogLeaves;
import com.steveslist.infra.eventstore.Epochs.Epoch;
import com.steveslist.infra.proof.TreeTable.Tree;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds to the tree what the log has more, and takes back what an epoch took back: nodes and place in one transaction. */
final class TreeGrowth {

    private static final Logger LOG = LoggerFactory.getLogger(TreeGrowth.class);
    /** Events of one transaction: enough that what surrounds them costs nothing, few enough that others need not wait. */
    static final int BATCH = 50_000;

    private final EventLog log;
    private final LogKeys keys;
    private final TreeTable tree;
    private final TileTable tiles;
    private final NoteTable notes;
    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    /** Where this node's last step ended; null when it does not know. */
    private @Nullable TileBuilder end;

    TreeGrowth(DataSource dataSource, EventLog log, LogKeys keys) {
        this.log = log;
        this.keys = keys;
        this.tree = new TreeTable(dataSource);
        this.tiles = new TileTable(dataSource);
        this.notes = new NoteTable(dataSource);
        this.sql = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * @param at where the tree is
     * @param moved whether this step changed it
     * @param more whether the next step has something to do already
     */
    record Step(LogPosition at, boolean moved, boolean more) {}

    /** The next step; empty when another node is at it. */
    Optional<Step> step() {
        boolean done = false;
        try {
            Optional<Step> step = transaction.execute(status -> tree.lock().map(this::step));
            done = true;
            return step == null ? Optional.empty() : step;
        } finally {
            if (!done) {
                end = null;
            }
        }
    }

    private Step step(Tree at) {
        LogPosition last = log.last();
        Optional<Epoch> next = log.epochs().all().stream().filter(epoch -> epoch.number() > at.epoch()).findFirst();
        long bound = next.map(epoch -> epoch.firstPosition() - 1).orElse(last.position());
        if (next.isPresent() && at.size() >= bound) {
            begin(at, next.get());
            return new Step(new LogPosition(next.get().number(), bound), true, true);
        }
        if (bound < at.size()) {
            throw new IllegalStateException("the log ends at position " + bound + ", and " + at.size()
                    + " events were in it: events were taken away, and no epoch says so; see ./steveslist epoch start");
        }
        long to = Math.min(bound, at.size() + BATCH);
        if (to > at.size()) {
            add(at, to);
        }
        return new Step(new LogPosition(at.epoch(), to), to > at.size(), to < bound || next.isPresent());
    }

    private void add(Tree at, long to) {
        TileBuilder builder = end != null && end.size() == at.size() ? end : new TileBuilder(at.size(), tiles);
        end = builder;
        sql.execute((ConnectionCallback<Long>) connection -> read(connection, builder, to));
        if (builder.size() != to) {
            throw missing(builder.size() + 1);
        }
        tiles.write(builder.takeChanged());
        tree.move(to, at.epoch());
    }

    private static long read(Connection connection, TileBuilder builder, long to) throws SQLException {
        try {
            return LogLeaves.between(connection, builder.size(), to, (position, leaf) -> {
                if (position != builder.size() + 1) {
                    throw missing(builder.size() + 1);
                }
                builder.add(leaf.hash());
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalStateException missing(long position) {
        return new IllegalStateException("the log has no event at position " + position + ", and has later ones: events were taken away");
    }

    /** What the epochs before held behind its beginning is gone, and the key says so. */
    private void begin(Tree at, Epoch epoch) {
        long kept = epoch.firstPosition() - 1;
        if (at.size() > kept) {
            LOG.warn("epoch {} took the events behind position {} back, of which the tree had {}", epoch.number(), kept, at.size() - kept);
            tiles.cut(kept);
        }
        end = null;
        SigningKey key = keys.current(at.log());
        EpochNote note = new EpochNote(at.log(), epoch.number(), kept, MerkleTree.of(kept, new Tiles(tiles)).root(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), key.publicKey().id());
        notes.add(note, note.sign(key));
        tree.move(kept, epoch.number());
    }
}

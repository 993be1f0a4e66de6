package com.steveslist.projections.story;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.Nodes;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogLeaves;
import com.steveslist.infra.proof.ProofBook;
import com.steveslist.query.story.TreeProofs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tree that is kept beside the log, and the log's own bytes. */
final class KeptTree implements TreeProofs.Tree {

    /** How long a head that is not there yet is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final EventLog log;
    private final ProofBook book;

    /** @param dataSource through which a head can be wished for */
    KeptTree(DataSource dataSource, EventLog log) {
        this.dataSource = dataSource;
        this.log = log;
        this.book = new ProofBook(dataSource);
    }

    @Override
    public boolean isSigned() {
        return book.latest().isPresent();
    }

    @Override
    public @Nullable SignedHead firstCovering(long size) {
        return book.firstCovering(size)
                .or(() -> book.covering(new LogPosition(log.last().epoch(), size), PATIENCE).flatMap(signed -> book.firstCovering(size)))
                .orElse(null);
    }

    @Override
    public @Nullable SignedHead ofSize(long size) {
        return book.ofSize(size).orElse(null);
    }

    @Override
    public List<String> keys() {
        return book.keys().stream().map(SignedNote::toString).toList();
    }

    @Override
    public Nodes nodes() {
        return book.nodes();
    }

    @Override
    public List<byte[]> leaves(List<Long> positions) {
        Map<Long, byte[]> leaves = new HashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            long found = LogLeaves.at(connection, positions, (position, leaf) -> leaves.put(position, leaf.toBytes()));
            if (found < positions.size()) {
                throw new IllegalStateException("of " + positions.size() + " events, at the positions " + positions.getFirst() + " to "
                        + positions.getLast() + ", the log has " + found + " only: events were taken away");
            }
            return positions.stream().map(leaves::get).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

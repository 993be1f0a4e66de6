package com.steveslist.projections.rebuild;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerVersions;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.infra.consumer.ParkedEvents.ParkedEvent;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.projections.view.ViewDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes views as they stood at a position, in a schema of their own, by the projectors that keep the live ones. Nothing that serves is
 * written to or waited for.
 */
final class Replay {

    private static final String SCHEMA = "views_at_";
    private static final int SHOWN = 5;

    private final EventLog log;
    private final DataSource dataSource;
    private final JdbcTemplate sql;
    private final ConsumerVersions versions;
    private final TransactionTemplate transaction;
    private final Narrator narrator;

    Replay(EventLog log, DataSource dataSource, Narrator narrator) {
        this.log = log;
        this.dataSource = dataSource;
        this.sql = new JdbcTemplate(dataSource);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.versions = new ConsumerVersions(log, dataSource, transactions);
        this.transaction = new TransactionTemplate(transactions);
        this.narrator = narrator;
    }

    /**
     * What was made.
     *
     * @param schema that has a table a view, and one of its history up to there
     * @param rows by view
     * @param leftOut events that could not be applied although the live view had applied them; a few of them, for people
     */
    record Made(String schema, Map<ViewDefinition<?>, Long> rows, List<String> leftOut) {}

    /** Every view up to a position of the log, which is there. What an earlier replay to it left is made anew. */
    Made all(LogPosition to) {
        return make(to, (view, tables, schema) -> follow(view, tables, schema, to));
    }

    /** What one stream is about, and nothing else. Throws {@link IllegalArgumentException} when it had no event by then. */
    Made ofStream(String stream, LogPosition to) {
        List<RecordedEvent> events = log.readStream(stream).stream().filter(event -> event.position() <= to.position()).toList();
        if (events.isEmpty()) {
            throw new IllegalArgumentException("nothing had happened to " + stream + " by position " + to.position()
                    + ": a stream is the id of a listing, an order, a checkout, a payment or an account");
        }
        return make(to, (view, tables, schema) -> {
            LogConsumer projector = view.version(tables.consumerOf(schema), dataSource, tables.in(schema));
            List<RecordedEvent> own = events.stream().filter(event -> projector.lane(event).isPresent()).toList();
            if (!own.isEmpty()) {
                transaction.executeWithoutResult(_ -> projector.apply(own));
            }
            return List.of();
        });
    }

    /** Fills the tables of one view. Answers what it could not apply. */
    private interface Filling {
        List<String> fill(ViewDefinition<?> view, ViewTables tables, String schema);
    }

    private Made make(LogPosition to, Filling filling) {
        String schema = SCHEMA + to.position();
        sql.execute("create schema if not exists " + schema);
        Map<ViewDefinition<?>, Long> rows = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (ViewDefinition<?> view : ViewDefinition.all()) {
            ViewTables tables = new ViewTables(view, dataSource);
            tables.create(schema);
            try {
                narrator.say(view.consumer());
                leftOut.addAll(filling.fill(view, tables, schema));
            } finally {
                tables.forgetHistory(schema);
            }
            tables.index(schema);
            rows.put(view, tables.rows(schema).orElse(0L));
        }
        return new Made(schema, rows, leftOut);
    }

    private List<String> follow(ViewDefinition<?> view, ViewTables tables, String schema, LogPosition to) {
        String name = tables.consumerOf(schema);
        LogConsumer version = view.version(name, dataSource, tables.in(schema));
        versions.begin(name);
        try {
            narrator.begin(0);
            for (long at = 0; at < to.position();) {
                versions.step(version, to);
                long now = versions.at(name).map(LogPosition::position).orElse(0L);
                if (now <= at) {
                    throw new IllegalStateException(name + " does not move on from position " + at);
                }
                at = now;
                narrator.progress(at, to.position());
            }
            narrator.end();
            versions.giveUpAsBefore(view.consumer(), version);
            return versions.parkedOnlyBy(name, view.consumer(), SHOWN).stream().map(Replay::told).toList();
        } finally {
            versions.forget(name);
        }
    }

    private static String told(ParkedEvent event) {
        return event.type() + " at position " + event.position() + " of " + event.lane() + " (" + event.cause() + ")";
    }

    /** Takes away what was made. Throws {@link IllegalArgumentException} for a schema that is none of a replay. */
    void drop(String schema) {
        if (!schema.matches(SCHEMA + "[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException(schema + " is no schema that a replay made: they are called " + SCHEMA + "<position>");
        }
        sql.execute("drop schema if exists " + schema + " cascade");
    }
}

package com.steveslist.infra.consumer;

import com.steveslist.events.log.LogPosition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies of a read model outside PostgreSQL, one of which serves: who writes it, and whoever replaces it, agree here which one. The lock
 * of the consumer's place makes everybody who tells progress wait, and afterwards tells of another copy are not heard.
 */
public final class ReadModelCopies {

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    public ReadModelCopies(DataSource dataSource) {
        this.sql = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** A copy and the place up to which it shows everything. @param name null for the one that the consumer makes by itself */
    public record Copy(@Nullable String name, LogPosition at) {}

    /** @param consumer or one of its versions, see {@link ConsumerVersions} */
    public Optional<Copy> find(String consumer) {
        return find(consumer, "");
    }

    private Optional<Copy> find(String consumer, String lock) {
        return sql.sql("select copy, epoch, position from consumer.progress where consumer = ?" + lock)
                .param(consumer)
                .query((row, n) -> new Copy(row.getString(1), new LogPosition(row.getInt(2), row.getLong(3))))
                .optional();
    }

    /** What is to be done while nobody can tell of progress, and nobody can replace the copy that serves. */
    @FunctionalInterface
    public interface Halted {

        void with(Copy serving) throws Exception;
    }

    /**
     * Whoever hangs in it is cut off after half a minute, so that nobody waits for ever.
     *
     * @throws IllegalStateException with what {@code work} threw, when that is checked
     */
    public void halt(String consumer, Halted work) {
        transaction.executeWithoutResult(status -> {
            sql.sql("select set_config('idle_in_transaction_session_timeout', '30s', true)").query(String.class).single();
            Copy serving = find(consumer, " for update").orElseThrow(() -> new IllegalStateException("nothing is known of " + consumer));
            try {
                work.with(serving);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }

    /** Notes a consumer's or a version's copy and where it is, also when that is further back than before. */
    public void note(String version, Copy copy) {
        sql.sql("""
                insert into consumer.progress as old (consumer, epoch, position, copy) values (?, ?, ?, ?)
                on conflict (consumer) do update set epoch = excluded.epoch, position = excluded.position, copy = excluded.copy
                """)
                .params(version, copy.at().epoch(), copy.at().position())
                .param(copy.name())
                .update();
    }

    /**
     * Lets a version's copy serve and keeps the other as the previous one, each with what it has parked. To be called while the consumer is
     * halted.
     *
     * @param version whose copy it is
     * @param name of the copy
     * @throws IllegalStateException when the version's copy is another one, or none, by now
     */
    public void serve(String consumer, Copy serving, String version, String name, String id, long[] nextOffsets) {
        if (find(version).filter(copy -> copy.name() == null || copy.name().equals(name)).isEmpty()) {
            throw new IllegalStateException(version + " was taken away by somebody: start again");
        }
        String aside = consumer + "@aside";
        park(consumer, aside);
        park(version, consumer);
        forget(consumer, version);
        park(aside, ConsumerVersions.previous(consumer));
        note(ConsumerVersions.previous(consumer), serving);
        sql.sql("""
                insert into consumer.copy (consumer, name, id, next_offsets) values (?, ?, ?, ?)
                on conflict (consumer, name) do update set id = excluded.id, next_offsets = excluded.next_offsets
                """)
                .params(consumer, name, id, Arrays.stream(nextOffsets).boxed().toArray(Long[]::new))
                .update();
        sql.sql("update consumer.progress set copy = ? where consumer = ?").params(name, consumer).update();
    }

    private void park(String from, String to) {
        sql.sql("delete from consumer.parked_event where consumer = ?").param(to).update();
        sql.sql("update consumer.parked_event set consumer = ? where consumer = ?").params(to, from).update();
    }

    /** What somebody gave up in the consumer, and what its version could not apply either, is given up there too. */
    public void giveUpAsBefore(String consumer, String version) {
        sql.sql("""
                delete from consumer.parked_event parked using consumer.discarded_event gone
                where parked.consumer = ? and gone.consumer = ? and gone.position = parked.position
                """)
                .params(version, consumer)
                .update();
    }

    /** Where a copy that was made from the log goes on, by partition; empty for others. */
    public Optional<List<Long>> nextOffsets(String consumer, String name, String id) {
        return sql.sql("select next_offsets from consumer.copy where consumer = ? and name = ? and id = ?")
                .params(consumer, name, id)
                .query((row, n) -> Stream.of((Long[]) row.getArray(1).getArray()).toList())
                .optional();
    }

    /** Forgets what is noted of a version, and where its copy went on. */
    public void forget(String consumer, String version) {
        sql.sql("delete from consumer.copy where consumer = ? and name = (select copy from consumer.progress where consumer = ?)")
                .params(consumer, version)
                .update();
        sql.sql("delete from consumer.progress where consumer = ?").param(version).update();
        sql.sql("delete from consumer.parked_event where consumer = ?").param(version).update();
    }
}

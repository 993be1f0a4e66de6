package com.steveslist.api.imports;

import com.steveslist.events.id.Ids;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What nodes share of imports: chunks that wait, and leases that say which node carries out which import. A lease only saves work: two
 * nodes at one chunk do nothing twice, and only one of them counts it.
 */
@Component
final class ImportQueue {

    /** Longer than a chunk takes; after a crash so long nobody goes on. */
    private static final String LEASE = "clock_timestamp() + interval '20 seconds'";

    private final String node = Ids.next("node");
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ImportErrors errors;

    ImportQueue(
            @Qualifier("importsJdbc") JdbcClient jdbc,
            @Qualifier("importsTransactions") TransactionTemplate transactions,
            ImportErrors errors) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.errors = errors;
    }

    /** An import that is this node's to carry out. @param again whether another one, or this one before a crash, had begun */
    record Claimed(Import what, boolean again) {}

    /** @param body as {@link ChunkWriter} packs it */
    record Chunk(ImportId id, int number, int firstRow, byte[] body) {}

    String node() {
        return node;
    }

    /** Keeps rows that arrived. False when the import is not received any more. */
    boolean add(Chunk chunk) {
        return jdbc.sql("insert into import_chunks (import_id, number, first_row, body)"
                + " select ?, ?, ?, ? where exists (select from imports where id = ? and status = 'receiving')")
                .params(chunk.id().value(), chunk.number(), chunk.firstRow(), chunk.body(), chunk.id().value())
                .update() == 1;
    }

    /** The oldest import that no node carries out. */
    Optional<Claimed> claim() {
        return jdbc.sql("update imports set lease_owner = ?, leased_until = " + LEASE + """
                         where id = (select id from imports
                                     where status = 'processing' and (leased_until is null or leased_until < clock_timestamp())
                                     order by received_at limit 1 for update skip locked)
                        returning imports.*, old.lease_owner is not null as again""")
                .param(node)
                .query((row, n) -> new Claimed(Import.read(row, n), row.getBoolean("again")))
                .optional();
    }

    /** Says that this node is alive. */
    void renew() {
        jdbc.sql("update imports set leased_until = " + LEASE + " where lease_owner = ? and status in ('receiving', 'processing')")
                .param(node)
                .update();
    }

    /** Lets another node go on. */
    void release(ImportId id) {
        jdbc.sql("update imports set lease_owner = null, leased_until = null where id = ? and lease_owner = ?")
                .params(id.value(), node)
                .update();
    }

    /** The next rows of an import that this node has; empty when it is at its end, was ended, or is another node's now. */
    Optional<Chunk> next(ImportId id) {
        return jdbc.sql("""
                        select c.number, c.first_row, c.body from import_chunks c join imports i on i.id = c.import_id
                        where c.import_id = ? and i.status = 'processing' and i.lease_owner = ?
                        order by c.number limit 1""")
                .params(id.value(), node)
                .query((row, n) -> new Chunk(id, row.getInt(1), row.getInt(2), row.getBytes(3)))
                .optional();
    }

    /** Counts a chunk and deletes it, and with the last one ends the import. False when somebody else has done that already. */
    boolean done(Chunk chunk, Tally tally) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            int deleted = jdbc.sql("delete from import_chunks where import_id = ? and number = ?")
                    .params(chunk.id().value(), chunk.number())
                    .update();
            if (deleted == 1) {
                count(chunk.id(), tally);
            }
            return deleted == 1;
        }));
    }

    private void count(ImportId id, Tally tally) {
        Import.Counts counts = tally.counts();
        int failedBefore = jdbc.sql("""
                        update imports set
                            created = created + :created, updated = updated + :updated, unchanged = unchanged + :unchanged,
                            failed = failed + :failed, version = version + 1,
                            (epoch, position) = (select e, p from (values (epoch, position), (:epoch, :position)) places (e, p)
                                                 order by e desc, p desc limit 1),
                            status = case when status <> 'processing' or exists (select from import_chunks where import_id = id) then status
                                          when failed + :failed > 0 then 'completed_with_errors' else 'completed' end,
                            updated_at = date_trunc('milliseconds', clock_timestamp())
                        where id = :id returning old.failed""")
                .param("created", counts.created())
                .param("updated", counts.updated())
                .param("unchanged", counts.unchanged())
                .param("failed", counts.failed())
                .param("epoch", tally.at().epoch())
                .param("position", tally.at().position())
                .param("id", id.value())
                .query(Integer.class)
                .single();
        errors.keep(id, tally.failures(), failedBefore);
    }

    /** Forgets rows of an import that was ended. */
    void dropChunks(ImportId id) {
        jdbc.sql("delete from import_chunks c using imports i where c.import_id = ? and i.id = c.import_id"
                + " and i.status not in ('receiving', 'processing')").param(id.value()).update();
    }

    /** Ends what died with its node before its body was whole, and forgets what nobody needs any more. */
    void sweep() {
        jdbc.sql("""
                update imports set status = 'failed', failure_code = 'unavailable',
                    failure_detail = 'The node that received the body went away. Send it again.',
                    version = version + 1, updated_at = date_trunc('milliseconds', clock_timestamp())
                where status = 'receiving' and leased_until < clock_timestamp()""").update();
        jdbc.sql("""
                delete from import_chunks c using imports i where i.id = c.import_id and i.status in ('failed', 'cancelled')
                and (i.leased_until is null or i.leased_until < clock_timestamp())""").update();
        jdbc.sql("""
                delete from imports where id in (select id from imports
                where status not in ('receiving', 'processing') and updated_at < clock_timestamp() - interval '30 days' limit 10)""")
                .update();
    }
}

package com.steveslist.infra.proof;

import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SigningKey;
import com.steveslist.events.proof.TreeHead;
import com.steveslist.infra.proof.TreeTable.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs what the tree is: twice a minute while events come, and when somebody asks. */
final class HeadSigning {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final long THIN_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);

    private final LogKeys keys;
    private final LastSigned last;
    private final TreeTable tree;
    private final TileTable tiles;
    private final NoteTable notes;
    private final TransactionTemplate transaction;
    private long thinnedAt = System.nanoTime();

    /** @param last what this node remembers outside of the database */
    HeadSigning(DataSource dataSource, LogKeys keys, LastSigned last) {
        this.keys = keys;
        this.last = last;
        this.tree = new TreeTable(dataSource);
        this.tiles = new TileTable(dataSource);
        this.notes = new NoteTable(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Signs when there is something new and it is time, or somebody asked; empty when not, or when another node is at it. */
    Optional<SignedHead> signWhenDue() {
        return isDue() ? sign() : Optional.empty();
    }

    private boolean isDue() {
        boolean wished = tree.hasWish();
        Optional<SignedHead> before = notes.latestHead();
        return wished || before.map(SignedHead::head).map(head -> isNew(head, tree.read())
                && head.time().plus(EVERY).isBefore(Instant.now())).orElseGet(() -> tree.read().size() > 0);
    }

    private static boolean isNew(TreeHead head, Tree now) {
        return head.size() != now.size() || head.epoch() != now.epoch();
    }

    private Optional<SignedHead> sign() {
        Optional<SignedHead> signed = transaction.execute(status -> tree.lock().map(this::sign));
        return signed == null ? Optional.empty() : signed;
    }

    private SignedHead sign(Tree now) {
        SigningKey key = keys.current(now.log());
        Tiles nodes = new Tiles(tiles);
        last.check(now, notes.epochs(), nodes, keys.withThoseBefore(key));
        TreeHead head = new TreeHead(now.log(), now.size(), MerkleTree.of(now.size(), nodes).root(), now.epoch(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), now.begun(), key.publicKey().id());
        SignedHead signed = head.sign(key);
        last.remember(signed);
        notes.add(signed);
        if (System.nanoTime() - thinnedAt > THIN_EVERY_NANOS) {
            notes.thinHeads();
            thinnedAt = System.nanoTime();
        }
        tree.fulfil(now.size());
        return signed;
    }
}

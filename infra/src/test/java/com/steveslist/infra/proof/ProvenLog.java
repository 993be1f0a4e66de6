package com.steveslist.infra.proof;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.eventstore.TestLog;
import com.steveslist.infra.eventstore.append.Appender;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** A fresh log and its proof, kept by hand. */
final class ProvenLog implements AutoCloseable {

    final TestLog log = new TestLog();
    final Path keyFile;
    private final Appender appender = log.newAppender();
    private final HikariDataSource dataSource;

    /** @param before how many events there are when proofs begin */
    ProvenLog(Path folder, int before) {
        this.keyFile = folder.resolve("key");
        append(before);
        this.dataSource = log.closedAtTheEnd(ProofConfiguration.open(log.address()));
    }

    void append(int events) {
        for (int i = 0; i < events; i++) {
            ListingId listing = ListingId.next();
            appender.append(request(event(listing.value(), 0, new ListingEvent.Published(listing))));
        }
    }

    /** As a node that has just started: to the log's end. */
    void grow() {
        TreeGrowth growth = new TreeGrowth(dataSource, log.log(), keys());
        while (growth.step().orElseThrow().more()) {
            // The next step has something to do.
        }
    }

    SignedHead sign() {
        grow();
        book().covering(log.log().last(), Duration.ZERO);
        Optional<SignedHead> signed = new HeadSigning(dataSource, keys(), new LastSigned(keyFile)).signWhenDue();
        return signed.or(() -> book().latest()).orElseThrow();
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    LogKeys keys() {
        return new LogKeys(new SigningKeyFile(keyFile), dataSource);
    }

    ProofBook book() {
        return new ProofBook(dataSource);
    }

    ProofKeeper keeper() {
        return new ProofKeeper(dataSource, log.log(), new ConsumerLedger(dataSource), keyFile);
    }

    JdbcTemplate sql() {
        return log.jdbc();
    }

    @Override
    public void close() throws Exception {
        log.close();
    }
}

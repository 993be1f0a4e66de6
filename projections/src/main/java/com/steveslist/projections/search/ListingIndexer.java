package com.steveslist.projections.search;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.relay.EventRecords;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.infra.serialization.UnknownEventTypeException;
import com.steveslist.query.search.ListingDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Applies batches of records to the documents they touch. An event that cannot be applied is parked with all that follows of its listing;
 * other listings go on. A document that lacks events which are not in the batch is made anew from the log.
 */
final class ListingIndexer {

    /** Under this name its progress is kept; also the consumer group's. */
    static final String CONSUMER = "index.listing";

    private static final Logger LOG = LoggerFactory.getLogger(ListingIndexer.class);
    private static final String OUR_STREAMS = ListingId.PREFIX + "_";

    private final ListingDocumentStore store;
    private final RecordedEventJson json;
    private final EventLog log;
    private final ConsumerLedger ledger;

    ListingIndexer(ListingDocumentStore store, RecordedEventJson json, EventLog log, ConsumerLedger ledger) {
        this.store = store;
        this.json = json;
        this.log = log;
        this.ledger = ledger;
    }

    /**
     * Returns when every document is written. Throws when Elasticsearch or the database cannot take them now, and, with nothing written,
     * {@link UnknownEventTypeException}: what a newer node wrote is not to be passed over.
     *
     * @param epochs records that they took back are passed over
     */
    void index(Iterable<ConsumerRecord<String, byte[]>> records, Epochs epochs) throws IOException {
        Map<String, List<ConsumerRecord<String, byte[]>>> byListing = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            LogPosition at = EventRecords.find(record.headers()).orElse(null);
            if (record.key() == null || at == null) {
                parkUnreadable(record);
            } else if (record.key().startsWith(OUR_STREAMS) && !epochs.lost(at)) {
                byListing.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
            }
        }
        if (byListing.isEmpty()) {
            return;
        }
        Set<String> parked = new TreeSet<>(ledger.parkedLanes(CONSUMER));
        Map<String, ListingDocument> before = store.find(byListing.keySet());
        Map<String, ListingDocument> after = new HashMap<>();
        byListing.forEach((listing, ours) -> {
            ListingDocument document = applied(before.get(listing), ours, parked);
            if (document != null && document != before.get(listing)) {
                after.put(listing, document);
            }
        });
        store.write(after.values()).forEach((listing, reason) -> {
            List<ConsumerRecord<String, byte[]>> refused = byListing.getOrDefault(listing, List.of());
            refused.forEach(record -> park(record, reason, parked));
        });
    }

    /** Makes what was written visible to searches. */
    void refresh() throws IOException {
        store.refresh();
    }

    private @Nullable ListingDocument applied(
            @Nullable ListingDocument before, List<ConsumerRecord<String, byte[]>> records, Set<String> parked) {
        ListingDocument document = before;
        for (ConsumerRecord<String, byte[]> record : records) {
            if (document != null && document.at().covers(EventRecords.at(record.headers()))) {
                continue;
            }
            if (parked.contains(record.key())) {
                park(record, "waits behind an event of the same listing", parked);
                continue;
            }
            try {
                document = applied(document, json.read(record.value()));
            } catch (DataAccessException e) {
                throw e;
            } catch (UnknownEventTypeException e) {
                stopIfTheLogHasIt(record);
                park(record, e.toString(), parked);
            } catch (RuntimeException e) {
                park(record, e.toString(), parked);
            }
        }
        return document;
    }

    /** What only the topic holds is no event of ours and stops nobody. Throws {@link UnknownEventTypeException} when it is one. */
    private void stopIfTheLogHasIt(ConsumerRecord<String, byte[]> record) {
        log.read(EventRecords.at(record.headers()).position() - 1, 1);
    }

    private ListingDocument applied(@Nullable ListingDocument before, RecordedEvent event) {
        boolean next = event.envelope().version() == (before == null ? 0 : before.version() + 1);
        return next ? ListingDocuments.apply(before, event) : fromLog(event);
    }

    private ListingDocument fromLog(RecordedEvent until) {
        ListingDocument document = ListingDocuments.replay(log.readStream(until.envelope().stream()), until.envelope().version());
        if (document == null) {
            throw new IllegalStateException("the log has nothing of " + until.envelope().stream());
        }
        return document;
    }

    private void park(ConsumerRecord<String, byte[]> record, String cause, Set<String> parked) {
        LogPosition at = EventRecords.at(record.headers());
        ledger.park(CONSUMER, record.key(), at, type(record), cause);
        if (parked.add(record.key())) {
            LOG.error("{} parked position {} of {}: {}", CONSUMER, at, record.key(), cause);
        }
    }

    /** Whoever wrote it, nobody may believe that it was never there. */
    private void parkUnreadable(ConsumerRecord<String, byte[]> record) {
        String lane = record.key() == null ? "no key" : record.key();
        String cause = "partition " + record.partition() + " offset " + record.offset() + " holds no event of the log";
        ledger.parkUnreadable(CONSUMER, lane, EventRecords.standIn(record.partition(), record.offset()), cause);
        LOG.error("{} parked {}: {}", CONSUMER, lane, cause);
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        return type == null ? "unknown" : new String(type.value(), StandardCharsets.UTF_8);
    }
}

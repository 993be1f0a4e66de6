package com.steveslist.projections.search;

import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.query.search.ListingDocument;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the index across an epoch. Documents that show events which were lost with a promotion or a restore are made anew from the log;
 * listings that only those events knew go. Several nodes may do it at once: it comes to the same.
 */
final class IndexRewind {

    private static final Logger LOG = LoggerFactory.getLogger(IndexRewind.class);

    private final ListingDocumentStore store;
    private final EventLog log;

    IndexRewind(ListingDocumentStore store, EventLog log) {
        this.store = store;
        this.log = log;
    }

    ListingDocumentStore store() {
        return store;
    }

    Epochs epochs() {
        return log.epochs();
    }

    /** Returns when no document shows what these epochs took back. @return the same epochs */
    Epochs crossTo(Epochs epochs) throws IOException {
        for (Epochs.Epoch epoch : epochs.all()) {
            List<String> ahead = store.shownBeyond(epoch.number(), epoch.firstPosition());
            while (!ahead.isEmpty()) {
                LOG.warn("epoch {} began at position {}: {} listings of the index had seen more and are made anew",
                        epoch.number(), epoch.firstPosition(), ahead.size());
                Map<String, Optional<ListingDocument>> anew = new HashMap<>();
                ahead.forEach(id -> anew.put(id, Optional.ofNullable(ListingDocuments.replay(log.readStream(id), Long.MAX_VALUE))));
                store.overwrite(anew, epochs.beforePresent());
                ahead = store.shownBeyond(epoch.number(), epoch.firstPosition());
            }
        }
        return epochs;
    }
}

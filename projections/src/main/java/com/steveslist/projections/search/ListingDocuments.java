package com.steveslist.projections.search;

import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingDocument.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a listing's next document from what happened. Pure: the same events give the same document, however they are batched. */
final class ListingDocuments {

    private static final int MAX_SUGGESTED_FROM = 5;
    private static final Pattern WORD_BEHIND_GAP = Pattern.compile("(?<=[^\\p{L}\\p{N}'’])[\\p{L}\\p{N}]");

    private ListingDocuments() {}

    /**
     * The document with the event applied; {@code before} itself when it holds the event already.
     *
     * @param before null before the listing's first event
     * @throws IllegalStateException when events before this one are missing
     */
    static ListingDocument apply(@Nullable ListingDocument before, RecordedEvent recorded) {
        EventEnvelope envelope = recorded.envelope();
        if (before != null && before.at().covers(envelope.at())) {
            return before;
        }
        ListingEvent event = (ListingEvent) recorded.event();
        if (event instanceof ListingEvent.Drafted drafted) {
            return new Next(drafted, envelope.occurredAt()).document(envelope);
        }
        if (before == null || before.version() + 1 != envelope.version()) {
            throw new IllegalStateException(envelope.stream() + " has version " + envelope.version() + " at " + envelope.at()
                    + ", the index " + (before == null ? "nothing of it" : "version " + before.version()));
        }
        Next next = new Next(before);
        next.apply(event);
        return next.document(envelope);
    }

    /** A listing as it was right after this version, from its whole stream; null when there is nothing of it. */
    static @Nullable ListingDocument replay(List<RecordedEvent> stream, long version) {
        ListingDocument document = null;
        for (RecordedEvent event : stream) {
            if (event.event() instanceof ListingEvent && event.envelope().version() <= version) {
                document = apply(document, event);
            }
        }
        return document;
    }

    /** Beginnings under which a name is suggested: "Second-hand TV" also under "hand" and "tv". */
    static List<String> beginnings(String name) {
        List<String> beginnings = new ArrayList<>();
        beginnings.add(name);
        Matcher words = WORD_BEHIND_GAP.matcher(name);
        while (beginnings.size() < MAX_SUGGESTED_FROM && words.find()) {
            beginnings.add(name.substring(words.start()));
        }
        return List.copyOf(beginnings);
    }

    /** The next document while it is put together; never seen outside. */
    private static final class Next {

        private final String id;
        private final String sellerId;
        private final Instant createdAt;
        private ListingDetails details;
        private String status;
        private long quantity;
        private long reserved;
        private long sold;
        private @Nullable String removalReason;

        Next(ListingEvent.Drafted drafted, Instant createdAt) {
            this.id = drafted.listingId().value();
            this.sellerId = drafted.sellerId().value();
            this.createdAt = createdAt;
            this.details = drafted.details();
            this.quantity = drafted.quantity();
            this.status = "draft";
        }

        Next(ListingDocument before) {
            this.id = before.id();
            this.sellerId = before.sellerId();
            this.createdAt = before.createdAt();
            this.details = before.details();
            this.quantity = before.quantity();
            this.reserved = before.reserved();
            this.sold = before.sold();
            this.status = before.status();
            this.removalReason = before.removalReason();
        }

        void apply(ListingEvent event) {
            switch (event) {
                case ListingEvent.Drafted drafted -> throw new IllegalStateException("a listing begins once");
                case ListingEvent.Published published -> become("published", null);
                case ListingEvent.Changed changed -> {
                    details = changed.details();
                    quantity = changed.quantity();
                }
                case ListingEvent.Reserved taken -> reserved += taken.item().quantity();
                case ListingEvent.Released released -> reserved -= released.quantity();
                case ListingEvent.Sold paid -> {
                    reserved -= paid.quantity();
                    sold += paid.quantity();
                }
                case ListingEvent.SoldOut soldOut -> become("sold_out", null);
                case ListingEvent.Returned returned -> sold -= returned.quantity();
                case ListingEvent.Withdrawn withdrawn -> become("withdrawn", null);
                case ListingEvent.Removed removed -> become("removed", removed.reason());
            }
        }

        private void become(String nextStatus, @Nullable String reason) {
            status = nextStatus;
            removalReason = reason;
        }

        ListingDocument document(EventEnvelope last) {
            Double latitude = details.latitude();
            Double longitude = details.longitude();
            return new ListingDocument(
                    id,
                    sellerId,
                    status,
                    status.equals("sold_out") ? 1 : 0,
                    details.name(),
                    details.description(),
                    details.category(),
                    details.labels(),
                    details.price().amountMinor(),
                    details.price().currency().code(),
                    details.country(),
                    details.city(),
                    latitude == null || longitude == null ? null : new Location(latitude, longitude),
                    details.attributes(),
                    details.photos(),
                    quantity,
                    reserved,
                    sold,
                    quantity - sold - reserved,
                    removalReason,
                    createdAt,
                    last.occurredAt(),
                    last.version(),
                    last.at().epoch(),
                    last.position(),
                    status.equals("published") ? beginnings(details.name()) : List.of());
        }
    }
}

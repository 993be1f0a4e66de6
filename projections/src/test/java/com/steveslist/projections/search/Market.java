package com.steveslist.projections.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.query.search.ElasticsearchClients;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingIndex;
import com.steveslist.query.search.ListingSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A realistic market, in the index: what is in market.txt, published in that order. */
final class Market {

    static final AccountId SELLER = AccountId.next();
    static final ElasticsearchClient CLIENT =
            ElasticsearchClients.connect(EmbeddedServers.elasticsearch().url(), Duration.ofSeconds(10));
    static final ListingDocumentStore STORE = new ListingDocumentStore(CLIENT, ListingIndex.NAME);

    private Market() {}

    /** An index with nothing but the market in it, and a search over it. */
    static ListingSearch open() {
        try {
            CLIENT.indices().delete(index -> index.index(ListingIndex.NAME).ignoreUnavailable(true));
            ListingIndex.create(CLIENT);
            STORE.write(stock().stream().map(details -> published(ListingId.next(), details, 1)).toList());
            STORE.refresh();
            return new ListingSearch(CLIENT, new PGSimpleDataSource());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ListingDocument published(ListingId id, ListingDetails details, long quantity) {
        ListingDocument draft = ListingDocuments.apply(
                null, RecordedEvents.recorded(id.value(), 0, SELLER, new ListingEvent.Drafted(id, SELLER, details, quantity)));
        return ListingDocuments.apply(draft, RecordedEvents.recorded(id.value(), 1, SELLER, new ListingEvent.Published(id)));
    }

    /** The document after one more event. */
    static ListingDocument next(ListingDocument before, ListingEvent event) {
        return ListingDocuments.apply(before, RecordedEvents.recorded(before.id(), before.version() + 1, SELLER, event));
    }

    private static List<ListingDetails> stock() throws IOException {
        List<ListingDetails> stock = new ArrayList<>();
        try (var file = Objects.requireNonNull(Market.class.getResourceAsStream("/search/market.txt"))) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split("\\s*\\|\\s*");
                String[] place = parts[3].split(", ");
                stock.add(new ListingDetails(parts[0], parts[5], parts[1], Arrays.asList(parts[2].split(", ")),
                        Money.of(Long.parseLong(parts[4]), "usd"), place[1], place[0], latitude(place[0]), longitude(place[0]),
                        Map.of(), List.of()));
            });
        }
        return stock;
    }

    private static @Nullable Double latitude(String city) {
        return switch (city) {
            case "San Francisco" -> 37.7749;
            case "Oakland" -> 37.8044;
            case "Berkeley" -> 37.8715;
            case "San Jose" -> 37.3382;
            case "Berlin" -> 52.52;
            default -> null;
        };
    }

    private static @Nullable Double longitude(String city) {
        return switch (city) {
            case "San Francisco" -> -122.4194;
            case "Oakland" -> -122.2712;
            case "Berkeley" -> -122.2730;
            case "San Jose" -> -121.8863;
            case "Berlin" -> 13.405;
            default -> null;
        };
    }
}

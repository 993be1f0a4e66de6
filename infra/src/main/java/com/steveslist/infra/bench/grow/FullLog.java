package com.steveslist.infra.bench.grow;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Sample;
import com.steveslist.infra.bench.SampleMarket;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.serialization.EventJson;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;

/** What a log holds before it is measured: a month of sales, of which some hundred are under way at once; or one listing that was changed all day. */
public final class FullLog {

    private static final int SALES_AT_ONCE = 128;
    private static final Duration LASTED = Duration.ofDays(30);

    private FullLog() {}

    /** @param events how many; 0 leaves the log empty */
    public static void ofSales(BenchLog log, String name, long events) throws SQLException, IOException {
        EventJson json = new EventJson();
        Instant first = Instant.now().minus(LASTED);
        DataSource pool = log.pool("copy-" + name, LogAddress.SCHEMA, 1);
        ArrayDeque<Iterator<Sample>> underWay = new ArrayDeque<>();
        try (Connection connection = pool.getConnection(); LogCopy copy = new LogCopy(connection)) {
            for (long i = 0; i < events; i++) {
                if (underWay.size() < SALES_AT_ONCE) {
                    underWay.addLast(SampleMarket.sale().iterator());
                }
                Iterator<Sample> sale = underWay.removeFirst();
                copy.add(sale.next().toNewEvent(json), first.plus(LASTED.toMillis() * i / events, ChronoUnit.MILLIS));
                if (sale.hasNext()) {
                    underWay.addLast(sale);
                }
            }
        }
    }

    /** A listing that its seller published and then changed until it had so many events. */
    static void ofOneListing(BenchLog log, ListingId listing, AccountId seller, int events) throws SQLException, IOException {
        EventJson json = new EventJson();
        List<Sample> all = new ArrayList<>();
        List<AccountId> parties = List.of(seller);
        ListingDetails details = SampleMarket.DETAILS;
        all.add(new Sample(listing.value(), 0, seller, parties, new ListingEvent.Drafted(listing, seller, details, 1)));
        all.add(new Sample(listing.value(), 1, seller, parties, new ListingEvent.Published(listing)));
        for (int version = 2; version < events; version++) {
            all.add(new Sample(listing.value(), version, seller, parties, new ListingEvent.Changed(listing, details, version)));
        }
        Instant first = Instant.now().minus(LASTED);
        DataSource pool = log.pool("copy-one", LogAddress.SCHEMA, 1);
        try (Connection connection = pool.getConnection(); LogCopy copy = new LogCopy(connection)) {
            for (int i = 0; i < events; i++) {
                copy.add(all.get(i).toNewEvent(json), first.plusMillis(i));
            }
        }
    }
}

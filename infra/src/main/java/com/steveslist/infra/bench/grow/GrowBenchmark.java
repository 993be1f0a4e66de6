package com.steveslist.infra.bench.grow;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Latencies;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What the size of the log, and that of an aggregate, cost a command. */
public final class GrowBenchmark implements Benchmark {

    private static final int LONG_AGGREGATE = 10_000;
    private static final String AGGREGATE = "aggregate with 10,000 events";
    private static final String FRESH = "fresh aggregate";
    /** A row, its three index entries and some room. */
    private static final long BYTES_AN_EVENT = 1_200;
    /** What PostgreSQL keeps for recovery meanwhile. */
    private static final long BYTES_BESIDE = 3L << 30;

    @Override
    public String name() {
        return "grow";
    }

    @Override
    public String question() {
        return "grow: commands of one client, with up to 10 million events stored and with 10 thousand in the aggregate";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        List<Long> sizes = LongStream.of(0, 100_000, 1_000_000, 10_000_000).filter(size -> size <= rounds.mostEvents()).boxed().toList();
        requireDisk(sizes.stream().mapToLong(Long::longValue).sum());
        report.fact("command", "a listing is created, published or changed, in turn; decided and appended as the application does");
        try (BenchLog one = new BenchLog(report); Logs logs = new Logs(report)) {
            for (long size : sizes) {
                logs.load(size);
            }
            Map<String, Interleaved.Work> sides = new LinkedHashMap<>();
            logs.nodes().forEach((size, node) -> sides.put(sizeName(size), took -> sell(node, took)));
            Figures figures = new Figures(report, Interleaved.measure(rounds, sides));
            sizes.stream().filter(size -> size > 0).forEach(size -> figures.atMost(sizeName(size), sizeName(0), 1.2));
            new Figures(report, aggregates(rounds, one)).atMost(AGGREGATE, FRESH, 2);
        }
    }

    private static String sizeName(long size) {
        return size == 0 ? "empty store" : "%,d events".formatted(size);
    }

    /** By two nodes, since one alone would decide from its memory: what the other wrote has to be read. */
    private static Map<String, List<Latencies>> aggregates(Rounds rounds, BenchLog log) throws Exception {
        ListingId listing = ListingId.next();
        AccountId seller = AccountId.next();
        FullLog.ofOneListing(log, listing, seller, LONG_AGGREGATE);
        try (CommandNode here = new CommandNode(log.address()); CommandNode there = new CommandNode(log.address())) {
            // A seller who goes on changes it until a snapshot is due.
            for (int i = 0; i < 100; i++) {
                here.change(listing, seller, LONG_AGGREGATE + i);
            }
            Map<String, Interleaved.Work> sides = new LinkedHashMap<>();
            sides.put(AGGREGATE, took -> {
                here.change(listing, seller, here.find(listing).quantity() + 1);
                took.add(nanos(() -> there.change(listing, seller, there.find(listing).quantity() + 1)));
            });
            sides.put(FRESH, took -> {
                ListingId fresh = ListingId.next();
                here.create(fresh, seller);
                took.add(nanos(() -> there.change(fresh, seller, there.find(fresh).quantity() + 1)));
            });
            return Interleaved.measure(rounds, sides);
        }
    }

    private static void sell(CommandNode node, Latencies took) {
        ListingId listing = ListingId.next();
        AccountId seller = AccountId.next();
        took.add(nanos(() -> node.create(listing, seller)));
        took.add(nanos(() -> node.publish(listing, seller)));
        took.add(nanos(() -> node.change(listing, seller, 2)));
    }

    private static long nanos(Runnable command) {
        long before = System.nanoTime();
        command.run();
        return System.nanoTime() - before;
    }

    /** Throws when the disk has no room for so many events. */
    public static void requireDisk(long events) throws IOException {
        long needed = events * BYTES_AN_EVENT + BYTES_BESIDE;
        Files.createDirectories(EmbeddedServers.directory());
        long free = Files.getFileStore(EmbeddedServers.directory()).getUsableSpace();
        String words =
                "%,d events take some %,d GB in %s, where %,d GB are free".formatted(events, needed >> 30, EmbeddedServers.directory(),
                        free >> 30);
        if (needed > free) {
            throw new ServerException(words + ": choose fewer with --events");
        }
        System.err.println("  " + words + "; they are deleted in the end");
    }

    /** Medians and tails of every side, and the lines between two of them. */
    private record Figures(Report report, Map<String, List<Latencies>> sides) {

        Figures {
            sides.keySet().forEach(side -> {
                report.add(figure(sides, side, 0.5));
                report.add(figure(sides, side, 0.99));
            });
        }

        void atMost(String side, String other, double limit) {
            report.atMost(figure(sides, side, 0.5).over(figure(sides, other, 0.5)), limit);
            report.atMost(figure(sides, side, 0.99).over(figure(sides, other, 0.99)), limit);
        }

        private static Figure figure(Map<String, List<Latencies>> sides, String side, double part) {
            String name = side + (part == 0.5 ? ", p50" : ", p99");
            return new Figure(name, "ms", sides.getOrDefault(side, List.of()).stream().map(took -> took.millis(part)).toList());
        }
    }
}

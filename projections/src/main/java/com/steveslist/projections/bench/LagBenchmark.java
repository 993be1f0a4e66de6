package com.steveslist.projections.bench;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.consumer.Consumers;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.relay.EventRecords;
import com.steveslist.infra.relay.Relay;
import com.steveslist.infra.relay.RelayProgress;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.projections.search.ListingIndexing;
import com.steveslist.projections.topic.TopicFollower;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.search.ElasticsearchClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long after its commit an event is seen, while 1,000 come a second. */
public final class LagBenchmark implements Benchmark {

    private static final int EVENTS_PER_SECOND = 1_000;
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public String question() {
        return "lag: from a commit to being seen in a view and in Elasticsearch, at 1,000 events a second";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        report.fact("seen", "when a reader's own query shows the consumer's progress at or behind the event, as read-your-writes does");
        EmbeddedServers.startAll();
        try (BenchLog log = new BenchLog(report);
                ElasticsearchClient elasticsearch = ElasticsearchClients.connect(EmbeddedServers.elasticsearch().url(), WRITTEN_WITHIN)) {
            OurViews views = new OurViews(log);
            Consumers consumers = views.start();
            Relay relay = relay(log, views);
            TopicFollower index = index(log, views, elasticsearch);
            relay.start();
            index.start();
            try {
                measure(rounds, report, log.appender(), views);
            } finally {
                index.stop();
                relay.stop();
                consumers.stop();
            }
        }
    }

    private static void measure(Rounds rounds, Report report, Appender appender, OurViews views) throws Exception {
        Map<String, List<Double>> figures = new TreeMap<>();
        for (int round = 0; round <= rounds.count(); round++) {
            SteadyLoad.Seen seen = new SteadyLoad(appender, views.sql(), EVENTS_PER_SECOND).run(rounds.turn());
            if (round > 0) {
                note(figures, "commits", seen.commitsPerSecond());
                note(figures, "view, p50", seen.millis(ListingViews.CONSUMER, 0.5));
                note(figures, "view, p99", seen.millis(ListingViews.CONSUMER, 0.99));
                note(figures, "Elasticsearch, p50", seen.millis(ListingIndexing.CONSUMER, 0.5));
                note(figures, "Elasticsearch, p99", seen.millis(ListingIndexing.CONSUMER, 0.99));
            }
        }
        figures.forEach((name, values) -> report.add(figure(name, values)));
        report.atLeast(figure("commits", figures.getOrDefault("commits", List.of())), EVENTS_PER_SECOND * 0.98);
        report.atMost(figure("view, p50", figures.getOrDefault("view, p50", List.of())), 5);
        report.atMost(figure("view, p99", figures.getOrDefault("view, p99", List.of())), 50);
        report.atMost(figure("Elasticsearch, p99", figures.getOrDefault("Elasticsearch, p99", List.of())), 1_000);
    }

    private static void note(Map<String, List<Double>> figures, String name, double value) {
        figures.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private static Figure figure(String name, List<Double> values) {
        return new Figure(name, name.equals("commits") ? "events/s" : "ms", values);
    }

    private static Relay relay(BenchLog log, OurViews views) {
        log.migrate("relay", "classpath:db/relay");
        return new Relay(EmbeddedServers.kafka().bootstrapServers(), views.log(), views.signal(),
                new EventRecords(new RecordedEventJson(new EventJson())), new ConsumerLedger(views.pool()), views.pool());
    }

    private static TopicFollower index(BenchLog log, OurViews views, ElasticsearchClient elasticsearch) {
        return ListingIndexing.follower(EmbeddedServers.kafka().bootstrapServers(), elasticsearch, new RecordedEventJson(new EventJson()),
                views.log(), new RelayProgress(log.pool("relay", null, 2)), new ConsumerLedger(views.pool()));
    }
}

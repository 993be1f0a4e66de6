package com.steveslist.projections.bench;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figure;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.consumer.ReadModelCopies;
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

/** How long after its commit an event is seen, while 1,000 come a second. */
public final class LagBenchmark implements Benchmark {

    private static final int EVENTS_PER_SECOND = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
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
        report.fact("warm-up", WARM_UP.toSeconds() + " s of the same load");
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
        List<SteadyLoad.Seen> seen = new ArrayList<>();
        new SteadyLoad(appender, views.sql(), EVENTS_PER_SECOND).run(WARM_UP);
        for (int round = 0; round < rounds.count(); round++) {
            seen.add(new SteadyLoad(appender, views.sql(), EVENTS_PER_SECOND).run(rounds.turn()));
        }
        Figure commits = new Figure("commits", "events/s", seen.stream().map(SteadyLoad.Seen::commitsPerSecond).toList());
        Figure viewMedian = lag("view, p50", seen, ListingViews.CONSUMER, 0.5);
        Figure viewTail = lag("view, p99", seen, ListingViews.CONSUMER, 0.99);
        Figure searchTail = lag("Elasticsearch, p99", seen, ListingIndexing.CONSUMER, 0.99);
        report.add(commits);
        report.add(viewMedian);
        report.add(viewTail);
        report.add(lag("Kafka, p50", seen, Relay.CONSUMER, 0.5));
        report.add(lag("Kafka, p99", seen, Relay.CONSUMER, 0.99));
        report.add(lag("Elasticsearch, p50", seen, ListingIndexing.CONSUMER, 0.5));
        report.add(searchTail);
        report.atLeast(commits, EVENTS_PER_SECOND * 0.98);
        report.atMost(viewMedian, 5);
        report.atMost(viewTail, 50);
        report.atMost(searchTail, 1_000);
    }

    private static Figure lag(String name, List<SteadyLoad.Seen> seen, String consumer, double part) {
        return new Figure(name, "ms", seen.stream().map(turn -> turn.millis(consumer, part)).toList());
    }

    private static Relay relay(BenchLog log, OurViews views) {
        log.migrate("relay", "classpath:db/relay");
        return new Relay(EmbeddedServers.kafka().bootstrapServers(), views.log(), views.signal(),
                new EventRecords(new RecordedEventJson(new EventJson())), new ConsumerLedger(views.pool()), views.pool());
    }

    private static TopicFollower index(BenchLog log, OurViews views, ElasticsearchClient elasticsearch) {
        return ListingIndexing.follower(EmbeddedServers.kafka().bootstrapServers(), elasticsearch, new RecordedEventJson(new EventJson()),
                views.log(), new RelayProgress(log.pool("relay", null, 2)), new ConsumerLedger(views.pool()),
                new ReadModelCopies(views.pool()));
    }
}

package com.steveslist.projections.bench;

import com.steveslist.infra.bench.AxonEngine;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.bench.Benchmark;
import com.steveslist.infra.bench.Figures;
import com.steveslist.infra.bench.HeapWatch;
import com.steveslist.infra.bench.Filling;
import com.steveslist.infra.bench.Report;
import com.steveslist.infra.bench.Rounds;
import com.steveslist.infra.bench.Rounds.Side;
import com.steveslist.infra.bench.SampleMarket;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/** Building the views of listings and orders from the first event. */
public final class ProjectBenchmark implements Benchmark {

    private static final int SALES = 10_000;
    private static final int EVENTS = SALES * SampleMarket.SALE_EVENTS;
    private static final int AXON_PAGE = 1_000;

    @Override
    public String name() {
        return "project";
    }

    @Override
    public String question() {
        return "project: the views of listings and orders built anew, against Axon with JPA and against COPY of the finished rows";
    }

    @Override
    public void run(Rounds rounds, Report report) throws Exception {
        report.fact("events",
                "%,d, which become %,d rows; Axon with JPA works for one turn, the others to the end".formatted(EVENTS, 2 * SALES));
        try (BenchLog log = new BenchLog(report)) {
            Filling.ours(log.appender(), SALES);
            JdbcEventStorageEngine axon = AxonEngine.on(log.pool("axon", null, 4), AXON_PAGE);
            Filling.axon(axon, SALES);
            log.jdbc().execute("vacuum (analyze)");

            OurViews ours = new OurViews(log);
            UsualViews usual = log.closedAtTheEnd(new UsualViews(axon, log.pool("jpa", null, 4)));
            DataSource pool = log.pool("copy", null, 2);
            ours.rebuild();
            FinishedRows finished = new FinishedRows(pool, ours.views());

            HeapWatch heap = new HeapWatch();
            Map<String, Side> sides = new LinkedHashMap<>();
            sides.put("ours", () -> heap.during(() -> perSecond(ours::rebuild)));
            sides.put("Axon with JPA", () -> usual.rebuild(rounds.turn(), EVENTS));
            sides.put("COPY", () -> perSecond(finished::copy));
            Figures figures = rounds.alternate("events/s", sides);
            report.add(figures);
            report.atLeast(figures.ratio("ours", "Axon with JPA"), 15);
            report.atLeast(figures.ratio("ours", "COPY"), 0.3);
            heap.report(report);
        }
    }

    private interface Work {
        void toTheEnd() throws Exception;
    }

    private static double perSecond(Work work) throws Exception {
        long start = System.nanoTime();
        work.toTheEnd();
        return EVENTS * 1e9 / (System.nanoTime() - start);
    }
}

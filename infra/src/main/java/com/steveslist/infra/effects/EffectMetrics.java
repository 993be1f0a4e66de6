package com.steveslist.infra.effects;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** How many effects wait, how long, and how many fail, by kind. Looked up every few seconds, whoever runs them. */
final class EffectMetrics implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EffectMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final EffectReport report;
    private final Supplier<Stream<String>> kinds;
    private final MultiGauge due;
    private final MultiGauge oldest;
    private final MultiGauge failing;
    private volatile boolean running;

    /** @param kinds all there are, so that none is missing only because nothing of it is due */
    EffectMetrics(EffectReport report, Supplier<Stream<String>> kinds, MeterRegistry registry) {
        this.report = report;
        this.kinds = kinds;
        this.due = MultiGauge.builder("effects.due").description("effects that are due and not done").register(registry);
        this.oldest = MultiGauge.builder("effects.due.oldest")
                .description("how long the oldest effect that is due has waited")
                .baseUnit("seconds")
                .register(registry);
        this.failing = MultiGauge.builder("effects.failing").description("effects whose last run failed").register(registry);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("effects-metrics").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                measure();
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.info("effects cannot be counted: {}", FailureText.of(e));
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(EVERY);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    void measure() {
        List<Row<?>> dueRows = new ArrayList<>();
        List<Row<?>> oldestRows = new ArrayList<>();
        List<Row<?>> failingRows = new ArrayList<>();
        Map<String, EffectReport.Kind> found = new TreeMap<>();
        kinds.get().forEach(kind -> found.put(kind, new EffectReport.Kind(kind, 0, Duration.ZERO, 0)));
        report.kinds().forEach(kind -> found.put(kind.kind(), kind));
        for (EffectReport.Kind kind : found.values()) {
            Tags tags = Tags.of("kind", kind.kind());
            dueRows.add(Row.of(tags, kind.due()));
            oldestRows.add(Row.of(tags, kind.oldest().toMillis() / 1000.0));
            failingRows.add(Row.of(tags, kind.failing()));
        }
        due.register(dueRows, true);
        oldest.register(oldestRows, true);
        failing.register(failingRows, true);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package com.steveslist.projections.reconcile;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerReport;
import com.steveslist.infra.consumer.ConsumerStatus;
import com.steveslist.infra.effects.EffectReport;
import com.steveslist.infra.eventstore.Epochs;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.http.InTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Waits until nothing is under way: every consumer is at the log's end, no effect is due, no checkout and no refund is open. */
final class Waiting {
    private static final List<String> CONSUMERS = List.of(
            "view.listing", "view.order", "view.checkout", "view.payment", "view.refund", "view.account",
            "index.listing", "export.warehouse", "relay.kafka",
            "process.checkout", "process.refund", "process.order");
    private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long SAY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(3);

    private final EventLog log;
    private final ConsumerReport consumers;
    private final EffectReport effects;
    private final JdbcTemplate views;
    private final String api;

    Waiting(EventLog log, Parts parts) {
        this.log = log;
        this.consumers = new ConsumerReport(parts.views());
        this.effects = new EffectReport(parts.views());
        this.views = new JdbcTemplate(parts.views());
        this.api = parts.api();
    }

    /** What is still under way when the time is over; empty when nothing is. @param say told every few seconds what is waited for */
    List<String> until(Duration bound, Consumer<String> say) {
        long begun = System.nanoTime();
        long saidAt = begun;
        List<String> underWay = underWay();
        while (!underWay.isEmpty() && System.nanoTime() - begun < bound.toNanos()) {
            if (System.nanoTime() - saidAt > SAY_NANOS) {
                saidAt = System.nanoTime();
                say.accept("waiting: " + String.join(", ", underWay));
            }
            LockSupport.parkNanos(POLL_NANOS);
            underWay = underWay();
        }
        return underWay;
    }

    private List<String> underWay() {
        List<String> found = new ArrayList<>();
        if (!isReady()) {
            found.add("the application at " + api + " is not ready");
        }
        // Effects and open things first: what they write moves the log's end, which is read after them.
        count(found, effects.unfinished(), "effects are due");
        count(found, count("select count(*) from views.checkout where status = 'processing'"), "checkouts are open");
        count(found, count("select count(*) from views.refund where status = 'processing'"), "refunds are open");
        behind(found);
        return found;
    }

    private void behind(List<String> found) {
        LogPosition end = log.last();
        Epochs epochs = log.epochs();
        Map<String, ConsumerStatus> byName =
                consumers.all().stream().collect(Collectors.toMap(ConsumerStatus::consumer, status -> status));
        for (String name : CONSUMERS) {
            ConsumerStatus status = byName.get(name);
            if (status == null) {
                found.add(name + " has never run");
            } else if (!epochs.reached(status.at(), end)) {
                found.add(name + " at " + status.at() + " is not at " + end.position() + " yet");
            }
        }
    }

    /** Events that consumers could not apply; they do not go away by waiting. */
    List<String> parked() {
        return consumers.all().stream()
                .filter(status -> status.parked() > 0)
                .map(status -> status.consumer() + " has parked " + status.parked() + " events: " + status.cause())
                .toList();
    }

    private static void count(List<String> found, long count, String what) {
        if (count > 0) {
            found.add(count + " " + what);
        }
    }

    private long count(String statement) {
        Long count = views.queryForObject(statement, Long.class);
        return count == null ? 0 : count;
    }

    private boolean isReady() {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(HTTP_TIMEOUT).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/health/ready"))
                    .header("Accept", "application/json")
                    .build();
            return InTime.send(http, request, HTTP_TIMEOUT).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

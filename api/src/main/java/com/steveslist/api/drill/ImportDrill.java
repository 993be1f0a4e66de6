package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.Bystander.Percentiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Imports very many listings, kills the application in the middle if so wished, imports them again, and exports them: each is there once,
 * and the second time nothing happened. Somebody else goes on listing things meanwhile, and notes how long that takes.
 */
final class ImportDrill {
    private static final Duration UPLOAD = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(30);
    private static final int CALM_CALLS = 100;

    private final SteveslistClient client;
    private final Victim application;
    private final Plan plan;
    private final Consumer<String> say;

    ImportDrill(SteveslistClient client, Victim application, Plan plan, Consumer<String> say) {
        this.client = client;
        this.application = application;
        this.plan = plan;
        this.say = say;
    }

    /** @param kills how often the application is killed while it imports */
    record Plan(int rows, int kills) {}

    /**
     * What came of it.
     *
     * @param created rows that made a listing, the first time; likewise {@code unchanged}, the second time
     * @param exported rows of the export
     * @param calm of others' calls before, in milliseconds; likewise {@code busy}, meanwhile
     */
    record Report(
            Plan plan, int created, int unchanged, int exported, int changedTwice, double first, double second, double export,
            double usedMib, double liveMib, Percentiles calm, Percentiles busy) {

        boolean isClean() {
            return created == plan.rows() && unchanged == plan.rows() && exported == plan.rows() && changedTwice == 0;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%,d rows, killed %d times: %,d listings made at %,.0f rows/s, again %,d unchanged at %,.0f rows/s, %,d exported at"
                            + " %,.0f rows/s, %d carried out twice; heap at most %.0f MiB, %.0f MiB of it live after a full collection;"
                            + " others' writes %s before, %s meanwhile",
                    plan.rows(), plan.kills(), created, first, unchanged, second, exported, export, changedTwice, usedMib, liveMib, calm,
                    busy);
        }
    }

    Report run() {
        String run = "import-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        Trader importer = Trader.register(client, run + "-importer");
        Bystander bystander = new Bystander(Trader.register(client, run + "-bystander"));
        bystander.call(CALM_CALLS);
        Percentiles calm = bystander.took();
        try (HeapWatch heap = HeapWatch.start(client)) {
            bystander.begin();
            Timed first = imported(importer, plan.kills());
            bystander.end();
            Percentiles busy = bystander.took();
            Timed second = imported(importer, 0);
            Exported exported = export(importer, second.ended());
            return new Report(plan, first.count("created"), second.count("unchanged"), exported.rows(), exported.changedTwice(),
                    first.rate(plan.rows()), second.rate(plan.rows()), exported.rows() / exported.seconds(), heap.usedMib(), heap.liveMib(),
                    calm, busy);
        }
    }

    private record Timed(Answer ended, double seconds) {

        int count(String name) {
            return ended.data().path(name).asInt();
        }

        double rate(int rows) {
            return rows / seconds;
        }
    }

    private record Exported(int rows, int changedTwice, double seconds) {}

    /** From the first byte of the body to the last row. */
    private Timed imported(Trader importer, int kills) {
        long began = System.nanoTime();
        Answer accepted = importer.caller()
                .upload("/v1/imports", "application/x-ndjson", BodyPublishers.ofInputStream(() -> RowStream.of(plan.rows())), UPLOAD)
                .expected("import");
        String path = "/v1/imports/" + accepted.text("id");
        say.accept(String.format(Locale.ROOT, "the body was received in %.1f s: %s", (System.nanoTime() - began) / 1e9, path));
        int killed = 0;
        Answer latest = accepted;
        while (List.of("receiving", "processing").contains(latest.text("status"))) {
            if (System.nanoTime() - began > ENDS_WITHIN.toNanos()) {
                throw new IllegalStateException("the import does not end: " + latest.data());
            }
            LockSupport.parkNanos(POLL.toNanos());
            latest = importer.caller().get(path).expected("look at the import");
            if (killed < kills && latest.data().path("rows_done").asInt() > plan.rows() / (kills + 1) * (killed + 1)) {
                say.accept("kill " + ++killed + " of " + kills + " after " + latest.data().path("rows_done").asInt() + " rows");
                application.kill();
            }
        }
        say.accept("ended: " + latest.data());
        return new Timed(latest, (System.nanoTime() - began) / 1e9);
    }

    private Exported export(Trader importer, Answer after) {
        SteveslistClient caller = importer.caller().with("Consistency-Token", after.header("Consistency-Token").orElseThrow());
        waitUntilShown(caller, importer.accountId());
        long began = System.nanoTime();
        int rows = 0;
        int changedTwice = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                caller.download("/v1/exports?resource=listings&format=ndjson", UPLOAD).body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows++;
                changedTwice += line.endsWith("\"version\":2}") ? 0 : 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Exported(rows, changedTwice, (System.nanoTime() - began) / 1e9);
    }

    /** The client has the patience that a view may need that is a hundred thousand events behind. */
    private static void waitUntilShown(SteveslistClient caller, String account) {
        caller.get("/v1/listings?limit=1&seller_id=" + account).expected("see what was imported");
    }
}

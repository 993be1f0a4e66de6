package com.steveslist.api.demo;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.client.UnexpectedAnswerException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Plays the demo against the running stack, shows what each read model says of it, and reconciles. */
@Command(
        name = "demo",
        description = "Play a whole market through the public API, then show what each read model says and reconcile.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all went as it should", "1:something did not, or does not add up"})
public final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> QUESTIONS = List.of(
            "select country, city, count(*) as listings from listings group by all order by listings desc, city limit 5",
            "select category, count(*) as items, sum(quantity) as units from order_items group by category order by units desc limit 5",
            "select status, count(*) as payments from payments group by status order by payments desc");

    @Option(names = "--catalogue", paramLabel = "DIR", description = "A folder with products.json, users.json and carts.json.")
    private @Nullable Path catalogue;

    @Option(names = "--seed", description = "Other lots: who sells what, which card pays. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--url", description = "The API. Default: the running stack's.")
    private @Nullable URI url;

    @Option(names = "--no-reconcile", description = "Only play.")
    private boolean playOnly;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        URI api = url != null ? url : SteveslistClient.runningStack();
        SteveslistClient client = SteveslistClient.of(api, PATIENCE);
        Stage stage = new Stage(System.out, System.console() != null && System.console().isTerminal());
        requireReady(api);
        Catalogue played = CatalogueReader.read(catalogue);
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        stage.say("demo %s, seed %d: %s at %s", run, seed, played.source(), api);
        stage.say("some carts ask for more than is left, some cards are declined, hang or fail: that is part of the play");
        long begun = System.nanoTime();
        Demo.Outcome outcome = new Demo(client, played, seed, stage, run).run();
        stage.say("played in %.1f s", Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
        if (outcome.surprises() > 0) {
            stage.say("%d outcomes that nothing in the catalogue explains", outcome.surprises());
        }
        int reconciled = playOnly ? 0 : show(client, stage, played);
        return outcome.surprises() == 0 && reconciled == 0 ? 0 : 1;
    }

    private static void requireReady(URI api) {
        try {
            SteveslistClient.of(api, Duration.ZERO).get("/health/ready").expected("ask whether the API is ready");
        } catch (UnexpectedAnswerException e) {
            throw new IllegalStateException("no API that is ready at " + api + " (./steveslist status shows why)", e);
        }
    }

    private int show(SteveslistClient client, Stage stage, Catalogue played) {
        int reconciled = 1;
        List<String> names = List.of("counts", "search", "sql", "reconcile");
        for (String name : names) {
            switch (name) {
                case "search" -> search(client, stage, played);
                case "sql" -> QUESTIONS.forEach(question -> {
                    stage.heading("./steveslist sql \"" + question + "\"");
                    sibling("sql", question);
                });
                case "counts" -> {
                    stage.heading("./steveslist counts --wait 120");
                    sibling("counts", "--wait", "120");
                }
                default -> {
                    stage.heading("./steveslist " + name);
                    reconciled = sibling(name);
                }
            }
        }
        return reconciled;
    }

    /** Types the name of the first product as people do. */
    private static void search(SteveslistClient client, Stage stage, Catalogue played) {
        String name = played.products().getFirst().name();
        String typed = "Second-hand TV".equals(name) ? "sceond-hnad TV" : withTypo(name);
        String path = "/v1/search/listings?limit=3&q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
        stage.heading("GET " + path);
        for (JsonNode hit : client.get(path).expected("search").items()) {
            stage.say("  %s  %s, %s", hit.path("id").asString(), hit.path("name").asString(), hit.path("city").asString());
        }
    }

    /** The second and third letter change places. */
    private static String withTypo(String name) {
        return name.length() < 4 ? name : "" + name.charAt(0) + name.charAt(2) + name.charAt(1) + name.substring(3);
    }

    /** Runs another command of {@code ./steveslist}. */
    private int sibling(String name, String... arguments) {
        CommandSpec own = spec;
        CommandLine command = own == null || own.parent() == null ? null : own.parent().subcommands().get(name);
        if (command == null) {
            throw new IllegalStateException("./steveslist has no command " + name);
        }
        return command.execute(arguments);
    }
}

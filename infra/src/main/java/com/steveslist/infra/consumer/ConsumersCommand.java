package com.steveslist.infra.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.steveslist.infra.consumer.ParkedEvents.DiscardedEvent;
import com.steveslist.infra.consumer.ParkedEvents.ParkedEvent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how far every consumer of the log is and what it could not apply, and helps one that is stuck. */
@Command(
        name = "consumers",
        description = "Show how far every consumer of the log is and what it could not apply; retry that, or give it up.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing is parked and nothing is stuck", "1:something is"})
public final class ConsumersCommand implements Callable<Integer> {

    private static final int SHOWN = 1_000;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        try (ConsumersDatabase database = new ConsumersDatabase()) {
            List<ConsumerStatus> consumers = database.consumers();
            List<ParkedEvent> parked = database.parked().list(null, SHOWN);
            if (json) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("consumers", consumers);
                all.put("parked", parked);
                printJson(all);
            } else {
                print(consumers, parked);
            }
            return consumers.stream().allMatch(one -> one.parked() == 0 && one.failure() == null) ? 0 : 1;
        }
    }

    /** Tries parked events again. */
    @Command(name = "retry", description = "Try parked events again, in order.", mixinStandardHelpOptions = true)
    int retry(
            @Parameters(paramLabel = "CONSUMER", description = "Such as view.listing.") String consumer,
            @Parameters(paramLabel = "LANE", arity = "0..1",
                    description = "The stream or process to retry; without it, all.") @Nullable String lane) {
        try (ConsumersDatabase database = new ConsumersDatabase()) {
            int asked = database.requireRetries(consumer).parked().retry(consumer, lane);
            return reportRetry(database, consumer, asked);
        }
    }

    /** Gives up the first parked event of a lane. */
    @Command(
            name = "discard",
            description = "Give up the first parked event of a lane, and apply those behind it.",
            mixinStandardHelpOptions = true)
    int discard(
            @Parameters(paramLabel = "CONSUMER") String consumer,
            @Parameters(paramLabel = "LANE", description = "The stream or process, as the list shows it.") String lane,
            @Option(names = "--reason", required = true, description = "Kept with what was given up.") String reason,
            @Option(names = "--all", description = "Also those behind it.") boolean all) {
        try (ConsumersDatabase database = new ConsumersDatabase()) {
            if (all) {
                System.out.println("gave up " + database.parked().discardAll(consumer, lane, reason) + " events");
                return 0;
            }
            boolean gone = database.requireRetries(consumer).parked().discardFirst(consumer, lane, reason);
            System.out.println(gone ? "gave up the first event of " + lane : "nothing of " + lane + " is parked");
            return reportRetry(database, consumer, 0);
        }
    }

    /** Shows what was given up. */
    @Command(name = "discarded", description = "Show what was ever given up and why, the newest first.", mixinStandardHelpOptions = true)
    int discarded(@Option(names = "--json", description = "As JSON.") boolean asJson) throws JsonProcessingException {
        try (ConsumersDatabase database = new ConsumersDatabase()) {
            List<DiscardedEvent> all = database.parked().discarded(SHOWN);
            if (asJson) {
                printJson(all);
            } else if (all.isEmpty()) {
                System.out.println("nothing was ever given up");
            } else {
                all.forEach(ConsumersCommand::print);
            }
            return 0;
        }
    }

    private static void printJson(Object value) throws JsonProcessingException {
        System.out.println(JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value));
    }

    private static void print(DiscardedEvent event) {
        System.out.printf(Locale.ROOT, "%s  %s gave up %s at position %d of %s: %s%n    it could not be applied: %s%n",
                event.discardedAt(), event.consumer(), event.type(), event.position(), event.lane(), event.reason(), event.cause());
    }

    private static int reportRetry(ConsumersDatabase database, String consumer, int asked) {
        boolean done = database.awaitRetries(consumer);
        List<ParkedEvent> left = database.parked().list(consumer, SHOWN);
        if (asked > 0) {
            System.out.println(asked + " events to be tried again" + (done ? "" : "; no node has taken them up yet"));
        }
        System.out.println(left.isEmpty() ? "nothing is parked in " + consumer : left.size() + " parked in " + consumer + ":");
        left.stream().filter(event -> event.attempts() > 0).forEach(ConsumersCommand::print);
        return left.isEmpty() ? 0 : 1;
    }

    private static void print(List<ConsumerStatus> consumers, List<ParkedEvent> parked) {
        int width = consumers.stream().mapToInt(one -> one.consumer().length()).max().orElse(0);
        System.out.printf(Locale.ROOT, "%-" + width + "s  %12s  %10s  %10s  %7s%n", "CONSUMER", "POSITION", "BEHIND", "FOR (MS)", "PARKED");
        for (ConsumerStatus one : consumers) {
            System.out.printf(Locale.ROOT, "%-" + width + "s  %12s  %10d  %10d  %7d%n",
                    one.consumer(), one.at(), one.lagEvents(), one.lagMillis(), one.parked());
            if (one.failure() != null) {
                System.out.println("    cannot go on: " + one.failure());
            }
        }
        parked.stream().sorted(Comparator.comparing(ParkedEvent::consumer)).filter(event -> event.attempts() > 0)
                .forEach(ConsumersCommand::print);
    }

    private static void print(ParkedEvent event) {
        System.out.printf(Locale.ROOT, "    %s parked %s at position %d of %s after %d tries: %s%n",
                event.consumer(), event.type(), event.position(), event.lane(), event.attempts(), event.cause());
    }
}

package com.steveslist.infra.consumer;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.TestLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConsumersCommandTest {

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ListingId sick = ListingId.next();
    private ConsumerNode node;
    private int exit;

    @BeforeEach
    void a_running_stack() {
        node = new ConsumerNode("view.test");
        LogAddress address = node.log.address();
        properties(Map.of("url", address.url(), "user", address.user(), "password", address.password()));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        System.setOut(console);
        List.of("url", "user", "password").forEach(part -> System.clearProperty("steveslist.postgres." + part));
        node.close();
    }

    @Test
    void shows_every_consumer_and_says_by_its_exit_code_that_nothing_is_wrong() {
        node.start();
        node.published(sick, 0, 3);
        await().atMost(2, MINUTES).until(node::caughtUp);

        assertThat(run()).containsPattern("view\\.test +1:3 +0 +0 +0").containsPattern("relay\\.kafka +1:0 +3 ");
        assertThat(exit).isZero();
    }

    @Test
    void shows_what_is_parked_and_why() throws Exception {
        long poison = poisoned();

        assertThat(run()).contains("view.test parked listing.published at position " + poison + " of " + sick, "22012");
        assertThat(exit).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(run("--json")).path("parked")).hasSize(3);
    }

    @Test
    void retries_what_is_parked_and_says_what_came_of_it() {
        poisoned();
        assertThat(run("retry", "view.test")).contains("3 events to be tried again", "3 parked in view.test", "after 2 tries");
        assertThat(exit).isEqualTo(1);

        node.consumer.recover();
        assertThat(run("retry", "view.test", sick.value())).contains("nothing is parked in view.test");
        assertThat(exit).isZero();
    }

    @Test
    void gives_an_event_up_only_with_a_reason() {
        poisoned();
        run("discard", "view.test", sick.value());
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(run("discard", "view.test", sick.value(), "--reason", "written by a bug")).contains("nothing is parked");
        assertThat(node.consumer.seen()).hasSize(2);
    }

    @Test
    void says_what_a_consumer_that_stands_still_stands_in_front_of() {
        node.append(List.of(TestLog.unknownType(TestLog.event(sick.value(), 0, new ListingEvent.Withdrawn(sick)))));
        node.start();
        await().atMost(2, MINUTES).until(() -> node.status().failure() != null);

        assertThat(run()).containsPattern("view\\.test +1:0 +1 ").containsPattern("cannot go on: .*listing\\.exploded");
        assertThat(exit).isEqualTo(1);
    }

    private long poisoned() {
        long poison = node.published(sick, 0, 3).getFirst();
        node.consumer.failAt(poison);
        node.start();
        await().atMost(2, MINUTES).until(() -> node.status().parked() == 3);
        return poison;
    }

    private String run(String... arguments) {
        printed.reset();
        CommandLine line = new CommandLine(new ConsumersCommand());
        line.setErr(new PrintWriter(printed, true, StandardCharsets.UTF_8));
        exit = line.execute(arguments);
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void properties(Map<String, String> postgres) {
        postgres.forEach((name, value) -> System.setProperty("steveslist.postgres." + name, value));
    }
}

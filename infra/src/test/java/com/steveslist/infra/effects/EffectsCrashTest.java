package com.steveslist.infra.effects;

import static com.steveslist.infra.effects.EffectsDatabase.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.effect.Effect;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.Jvm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node that is killed in the middle of its effects: a process of its own, and {@code kill -9}. */
class EffectsCrashTest {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final EffectProperties PROPERTIES = new EffectProperties(
            2, 2, 8, Duration.ofMillis(50), LEASE, Duration.ofSeconds(60), Duration.ofDays(30));

    @Test
    void what_a_killed_node_was_doing_or_had_not_begun_is_taken_over_by_another() throws IOException {
        EmbeddedServers.Database at = EmbeddedServers.postgres().newDatabase("crash");
        try (EffectsDatabase database = new EffectsDatabase(at)) {
            database.sql().sql("create table begun (id text)").update();
            killOnceItHasBegun(startVictim(at), database);

            RecordingHandler survivor = new RecordingHandler("listing.sell");
            database.start(PROPERTIES, new SimpleMeterRegistry(), survivor);
            await().atMost(Duration.ofMinutes(2)).until(() -> database.report().unfinished() == 0);

            assertThat(survivor.ids()).containsExactlyInAnyOrderElementsOf(
                    IntStream.range(0, 10).mapToObj(i -> "e" + i).toList());
            assertThat(survivor.runs()).allSatisfy(run -> assertThat(run.attempt()).isEqualTo(2));
        }
    }

    private static void killOnceItHasBegun(Process victim, EffectsDatabase database) {
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> begun(database) == 2);
        } finally {
            victim.destroyForcibly();
        }
    }

    private static int begun(EffectsDatabase database) {
        return database.sql().sql("select count(*) from begun").query(Integer.class).single();
    }

    private static Process startVictim(EmbeddedServers.Database at) throws IOException {
        List<String> command = Jvm.program(64);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Victim.class.getName(), at.url(), at.user(), at.password()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Wishes ten effects and hangs in the first two. */
    static final class Victim {

        public static void main(String[] args) throws InterruptedException {
            EffectsDatabase database = new EffectsDatabase(new EmbeddedServers.Database(args[0], args[1], args[2]));
            CountDownLatch never = new CountDownLatch(1);
            RecordingHandler hanging = new RecordingHandler("listing.sell", run -> {
                database.sql().sql("insert into begun values (?)").param(run.effect().id()).update();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            EffectsDatabase.Node node = database.start(PROPERTIES, new SimpleMeterRegistry(), hanging);
            node.wish(IntStream.range(0, 10).mapToObj(i -> now("e" + i, "listing.sell")).toArray(Effect[]::new));
            never.await();
        }
    }
}

package com.steveslist.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.CrashDrill.Plan;
import com.steveslist.api.drill.CrashDrill.Report;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedCommands;
import com.steveslist.infra.embedded.EmbeddedServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class CrashDrillTest {
    private static final long SEED = 21;
    private static final Victim POSTGRES = new Victim() {
        @Override
        public String name() {
            return "postgres";
        }

        @Override
        public void kill() {
            EmbeddedServers.kill(EmbeddedServers.postgres().server());
            EmbeddedServers.startAgain(EmbeddedServers.postgres().server());
        }
    };

    @Test
    void a_node_and_PostgreSQL_that_are_killed_in_the_middle_of_checkouts_lose_nothing_and_contradict_nobody() throws IOException {
        Plan plan = new Plan(300, 32, 3, Duration.ofSeconds(2), Duration.ofSeconds(5), SEED);
        try (Node node = SecondNode.start()) {
            SteveslistClient client = SteveslistClient.of(node.address(), Duration.ofMinutes(2));

            Victim both = Victim.together(List.of(node, POSTGRES));
            // The seed draws each of them once.
            Report report = new CrashDrill(client, List.of(node, POSTGRES, both), List.of(), plan, System.err::println).run();

            assertThat(report.problems()).isEmpty();
            assertThat(report.kills()).containsOnlyKeys(node.name(), POSTGRES.name(), both.name());
            assertThat(report.isClean()).as(report.toString()).isTrue();
            assertThat(report.acknowledged()).isGreaterThanOrEqualTo(300);
        }
        SharedCommands.Ran reconciled = SharedCommands.run("reconcile");
        assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }
}

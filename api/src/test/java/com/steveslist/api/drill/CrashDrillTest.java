package com.steveslist.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.CrashDrill.Plan;
import com.steveslist.api.drill.CrashDrill.Report;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class CrashDrillTest {
    private static final long SEED = 7;

    @Test
    void a_node_that_is_killed_in_the_middle_of_checkouts_loses_nothing_and_contradicts_nobody() throws IOException {
        Plan plan = new Plan(300, 32, 2, Duration.ofSeconds(2), Duration.ofSeconds(5), SEED);
        try (SecondNode node = SecondNode.start()) {
            SteveslistClient client = SteveslistClient.of(node.address(), Duration.ofMinutes(2));

            Report report = new CrashDrill(client, List.of(node), plan, System.err::println).run();

            assertThat(report.problems()).isEmpty();
            assertThat(report.isClean()).as(report.toString()).isTrue();
            assertThat(report.acknowledged()).isGreaterThanOrEqualTo(300);
        }
        SharedCommands.Ran reconciled = SharedCommands.run("reconcile");
        assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }
}

package com.steveslist.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.ReadsDrill.Plan;
import com.steveslist.api.drill.ReadsDrill.Report;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class ReadsDrillTest {
    private static final long SEED = 7;

    @Test
    void who_reads_what_they_just_wrote_never_sees_an_older_state_even_when_read_models_are_held_up() {
        SteveslistClient client = SteveslistClient.of(SharedApplication.address(), Duration.ofMinutes(2));
        Plan plan = new Plan(300, 8, Duration.ofMillis(800), SEED);

        Report report = new ReadsDrill(client, plan, HeldClaim.ofAll(SecondNode.environment()), System.err::println).run();

        assertThat(report.violations()).isEmpty();
        assertThat(report.count()).isEqualTo(300);
        assertThat(report.pairs()).containsKeys("view.listing", "view.account", "view.refund", "index.listing");
        assertThat(report.pairs()).as("what was asked of GraphQL").containsKeys(
                "graphql view.listing", "graphql index.listing", "graphql view.account", "graphql view.order", "graphql view.refund");
        assertThat(report.quiet()).containsKeys("view.listing", "view.order", "index.listing");
        assertThat(report.disturbed()).isPositive();
    }
}

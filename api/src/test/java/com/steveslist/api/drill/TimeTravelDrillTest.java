package com.steveslist.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./steveslist drill time-travel} in short. */
@ExtendWith(PrintsTheLog.class)
class TimeTravelDrillTest {

    @Test
    void what_was_answered_at_random_moments_of_a_busy_run_is_answered_again_as_of_then_byte_for_byte() {
        SteveslistClient client = SteveslistClient.of(SharedApplication.address(), Duration.ofMinutes(1));
        TimeTravelDrill.Plan plan = new TimeTravelDrill.Plan(60, 4, Duration.ofMinutes(10), 5);

        TimeTravelDrill.Report report = new TimeTravelDrill(client, plan, System.err::println).run();

        assertThat(report.differences()).isEmpty();
        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.reads()).containsKeys(
                "listing", "order", "checkout", "payment", "refund", "listings by price", "orders by status", "checkouts", "payments",
                "refunds of an order");
    }
}

package com.steveslist.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.SharedCommands;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class RaceTest {
    @Test
    void of_200_buyers_for_10_units_exactly_10_get_one_and_190_are_told_out_of_stock() {
        SteveslistClient client = SteveslistClient.of(SharedApplication.address(), Duration.ofSeconds(60));

        Race.Result result = new Race(client, 200, 10).run();

        assertThat(result.outcomes()).isEqualTo(Map.of("completed", 10L, "out_of_stock", 190L));
        assertThat(result.available()).isZero();
        assertThat(result.listingStatus()).isEqualTo("sold_out");
        SharedCommands.Ran reconciled = SharedCommands.run("reconcile");
        assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }
}

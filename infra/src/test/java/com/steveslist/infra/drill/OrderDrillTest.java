package com.steveslist.infra.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrderDrillTest {

    private static final long SEED = 7;

    @Test
    void readers_see_every_position_once_and_in_order_whatever_idles_rolls_back_or_is_killed_beside_them() throws Exception {
        OrderDrill.Plan plan = new OrderDrill.Plan(Duration.ofSeconds(6), 2, 8, 2, SEED);

        OrderDrill.Report report = new OrderDrill(plan, System.err::println).run();

        assertThat(report.problems()).isEmpty();
        assertThat(report.events()).isPositive();
        assertThat(report.rolledBack()).isPositive();
    }
}

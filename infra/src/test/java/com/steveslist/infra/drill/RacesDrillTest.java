package com.steveslist.infra.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RacesDrillTest {

    @Test
    void of_64_threads_in_two_processes_one_wins_each_version_and_nobody_is_told_what_is_not_so() throws Exception {
        RacesDrill.Report report = new RacesDrill(new RacesDrill.Plan(64, 20, 4, 20), System.err::println).run();

        assertThat(report.problems()).isEmpty();
        assertThat(report.conflicts()).isEqualTo(63 * 20);
        assertThat(report.bystanders()).isEqualTo(64 * 20);
        assertThat(report.told()).containsKey("reserve done");
        assertThat(report.told().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(64 * 4);
    }
}

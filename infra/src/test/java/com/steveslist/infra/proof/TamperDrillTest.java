package com.steveslist.infra.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TamperDrillTest {

    @Test
    void whatever_is_altered_behind_our_back_is_found_by_the_verifier_alone() throws Exception {
        TamperDrill.Report report = new TamperDrill(new TamperDrill.Plan(300, 1, 42), System.err::println).run();

        assertThat(report.problems()).isEmpty();
        assertThat(report.untouched()).isNotBlank();
        assertThat(report.attacks()).isEqualTo(Attack.values().length);
    }
}

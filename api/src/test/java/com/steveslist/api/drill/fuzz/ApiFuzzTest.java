package com.steveslist.api.drill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./steveslist drill api-fuzz} in short. */
@ExtendWith(PrintsTheLog.class)
class ApiFuzzTest {

    @Test
    void no_answer_to_anything_is_outside_the_document() {
        ApiFuzz.Plan plan = new ApiFuzz.Plan(Integer.getInteger("fuzz.requests", 1_500), 4, Long.getLong("fuzz.seed", 1L));

        ApiFuzz.Report report = new ApiFuzz(SharedApplication.address(), plan, System.out::println).run();

        System.out.println(report);
        assertThat(report.violations()).as(report.toString()).isEmpty();
        assertThat(report.statuses().getOrDefault(429, 0L)).as("refused by limits").isLessThan(report.requests() / 5);
        assertThat(report.statuses().keySet()).as(report.toString()).contains(200, 201, 400, 401, 403, 404, 405, 415);
    }
}

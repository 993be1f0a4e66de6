package com.steveslist.api.limits;

import static com.steveslist.api.limits.Bucket.Answer.SPENT;
import static com.steveslist.api.limits.Bucket.Answer.TAKEN;
import static com.steveslist.api.limits.Bucket.Answer.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A bucket of 100 calls a minute, so with leases of 5. */
class BucketTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Bucket bucket = new Bucket("reads", "reads key_1", 100, MINUTE, 0);

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(bucket.take(1, false)).isEqualTo(TAKEN);
        }
    }

    @Nested
    class Between_two_exchanges {

        @Test
        void no_more_than_a_lease_is_given_out() {
            take(5);

            assertThat(bucket.take(1, false)).isEqualTo(UNKNOWN);
            assertThat(bucket.left(1)).isEqualTo(95);
        }

        @Test
        void an_exchange_is_wanted_at_the_first_call_and_only_once() {
            take(1);

            assertThat(bucket.wantsExchange(1)).isTrue();
            assertThat(bucket.wantsExchange(1)).isFalse();
        }

        @Test
        void a_node_that_cannot_reach_the_others_goes_on_to_the_limit() {
            for (int i = 0; i < 100; i++) {
                assertThat(bucket.take(1, true)).isEqualTo(TAKEN);
            }

            assertThat(bucket.take(1, true)).isEqualTo(SPENT);
        }
    }

    @Nested
    class After_an_exchange {

        @Test
        void what_others_took_is_gone_here_too() {
            take(3);
            Bucket.Report report = bucket.report();
            take(1);
            bucket.exchanged(report, 98, MINUTE, 2);

            assertThat(bucket.left(2)).isEqualTo(1);
            assertThat(bucket.take(2, false)).isEqualTo(TAKEN);
            assertThat(bucket.take(2, false)).isEqualTo(SPENT);
        }

        @Test
        void only_what_is_new_is_told_next_time() {
            take(3);
            bucket.exchanged(bucket.report(), 3, MINUTE, 2);
            take(2);

            assertThat(bucket.report().count()).isEqualTo(2);
        }

        @Test
        void what_was_given_back_is_told_too() {
            take(3);
            bucket.exchanged(bucket.report(), 3, MINUTE, 2);
            bucket.giveBack();

            assertThat(bucket.left(2)).isEqualTo(98);
            assertThat(bucket.report().count()).isEqualTo(-1);
        }

        @Test
        void the_window_ends_when_it_ends_for_all() {
            take(3);
            bucket.exchanged(bucket.report(), 100, 1_000, 2);

            assertThat(bucket.take(1_001, false)).isEqualTo(SPENT);
            assertThat(bucket.take(1_002, false)).isEqualTo(TAKEN);
            assertThat(bucket.left(1_002)).isEqualTo(99);
        }

        @Test
        void an_answer_about_a_window_that_has_ended_changes_nothing() {
            take(3);
            Bucket.Report late = bucket.report();
            assertThat(bucket.take(MINUTE, false)).isEqualTo(TAKEN);
            bucket.exchanged(late, 100, MINUTE, MINUTE);

            assertThat(bucket.left(MINUTE)).isEqualTo(99);
        }

        @Test
        void one_that_failed_is_asked_for_again_with_the_same_count() {
            take(3);
            assertThat(bucket.wantsExchange(1)).isTrue();
            bucket.report();
            bucket.exchangeFailed();

            assertThat(bucket.wantsExchange(1)).isTrue();
            assertThat(bucket.report().count()).isEqualTo(3);
        }
    }
}

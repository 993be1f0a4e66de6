package com.steveslist.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.security.Attempts.Attempt;
import com.steveslist.api.security.Attempts.Subject;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On the shared application's database, with subjects of our own. */
class AttemptsTest {

    private final JdbcClient sql = SharedApplication.context().getBean("securityJdbc", JdbcClient.class);
    /** With limits on, which the shared application has not. */
    private final Attempts attempts = new Attempts(sql, SharedApplication.context().getBean(Signer.class), "on");
    private final Subject person = attempts.email(Person.newKey());
    private final Subject address = attempts.address(Person.newKey());

    private void fail(int times, Subject... subjects) {
        for (int i = 0; i < times; i++) {
            attempts.begin(subjects).failed();
        }
    }

    private void letTimePass(String interval) {
        sql.sql("update attempts set failed_at = failed_at - ?::interval, refused_until = refused_until - ?::interval where subject = any(?)")
                .params(interval, interval, new String[] {person.key(), address.key()})
                .update();
    }

    private static void isRefused(Callable<?> call, int seconds) {
        assertThatThrownBy(call::call).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS);
            assertThat(Integer.parseInt(e.headers().get("Retry-After"))).isBetween(seconds - 10, seconds);
        });
    }

    @Test
    void after_five_wrong_ones_each_further_one_waits_twice_as_long() {
        fail(5, person);
        isRefused(() -> attempts.begin(person), 30);

        letTimePass("30 seconds");
        fail(1, person);
        isRefused(() -> attempts.begin(person), 60);

        letTimePass("60 seconds");
        fail(1, person);
        isRefused(() -> attempts.begin(person), 120);
    }

    @Test
    void the_pause_is_never_longer_than_a_quarter_of_an_hour() {
        fail(4, person);
        for (int i = 0; i < 20; i++) {
            letTimePass("15 minutes");
            fail(1, person);
        }

        isRefused(() -> attempts.begin(person), 900);
    }

    @Test
    void a_right_one_makes_the_wrong_ones_forgotten_and_so_does_a_day() {
        fail(4, person);
        attempts.begin(person).succeeded();
        fail(4, person);
        letTimePass("25 hours");
        fail(4, person);

        assertThatCode(() -> attempts.begin(person)).doesNotThrowAnyException();
    }

    @Test
    void an_address_has_more_tries_and_a_right_one_gives_it_none_back() {
        fail(99, address);
        attempts.begin(address).succeeded();
        fail(1, address);

        isRefused(() -> attempts.begin(person, address), 30);
    }

    @Test
    void of_many_wrong_ones_at_once_five_are_answered_and_the_others_refused() throws Exception {
        List<Attempt> begun = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            begun.add(attempts.begin(person));
        }

        assertThat(outcomes(begun, Attempt::failed)).containsExactlyInAnyOrderElementsOf(expected(5, 59));
    }

    @Test
    void a_right_one_that_was_begun_before_the_pause_does_not_stand_out_in_it() {
        Attempt right = attempts.begin(person);
        Attempt half = attempts.begin(person);
        fail(5, person);

        isRefused(() -> {
            right.succeeded();
            return null;
        }, 30);
        isRefused(() -> {
            half.undecided();
            return null;
        }, 30);
        isRefused(() -> attempts.begin(person), 30);
    }

    @Test
    void nobody_is_named_in_the_table() {
        fail(1, attempts.email("ada@example.com"));

        assertThat(sql.sql("select subject from attempts").query(String.class).list()).noneMatch(subject -> subject.contains("ada"));
    }

    private interface Outcome {
        void of(Attempt attempt);
    }

    private static List<String> outcomes(List<Attempt> begun, Outcome outcome) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<String>> all = new ArrayList<>();
            for (Attempt attempt : begun) {
                all.add(threads.submit(() -> {
                    try {
                        outcome.of(attempt);
                        return "answered";
                    } catch (ApiException e) {
                        return e.code().code();
                    }
                }));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> one : all) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private static List<String> expected(int answered, int refused) {
        List<String> all = new ArrayList<>(java.util.Collections.nCopies(answered, "answered"));
        all.addAll(java.util.Collections.nCopies(refused, "too_many_attempts"));
        return all;
    }
}

package com.steveslist.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.mail.MailTransport.MailNotSentException;
import com.steveslist.api.mail.MailTransport.UndeliverableException;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On the shared application's table, with a kind of letter that only this test's postman carries. */
class PostmanTest {

    private final String kind = Person.newKey();
    private final JdbcClient sql = SharedApplication.context().getBean("securityJdbc", JdbcClient.class);
    private final Bell bell = new Bell();
    private final MailQueue queue = new MailQueue(sql, bell);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> sent = new ArrayList<>();

    /** What the transport does next; null takes the mail. */
    private @Nullable RuntimeException trouble;

    private final Letter letter = new Letter() {
        @Override
        public String kind() {
            return kind;
        }

        @Override
        public Optional<Mail> write(String about) {
            return about.equals("nobody") ? Optional.empty() : Optional.of(new Mail(about + "@people.example", "Hello", about));
        }
    };

    private final MailTransport transport = new MailTransport() {
        @Override
        public void send(Mail mail, String about) {
            if (trouble != null) {
                throw trouble;
            }
            sent.add(mail.to());
        }

        @Override
        public String describe() {
            return "a list";
        }
    };

    private final Postman postman =
            new Postman(queue, bell, transport, List.of(letter), meters, List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)));

    @AfterEach
    void leave_nothing() {
        sql.sql("delete from mails where kind = ? or kind = 'flood'").param(kind).update();
    }

    private int waiting() {
        return sql.sql("select count(*) from mails where kind = ?").param(kind).query(Integer.class).single();
    }

    private void letTimePass(String interval) {
        sql.sql("update mails set due_at = due_at - ?::interval where kind = ?").params(interval, kind).update();
    }

    private double counted(String outcome) {
        return meters.counter("steveslist.mails", "kind", kind, "outcome", outcome).count();
    }

    @Test
    void a_mail_that_waits_is_sent_once_however_often_it_was_asked_for() {
        queue.post(kind, "ada");
        queue.post(kind, "ada");
        queue.post(kind, "bob");
        queue.post(kind, "nobody");

        postman.round();
        postman.round();

        assertThat(sent).containsExactly("ada@people.example", "bob@people.example");
        assertThat(waiting()).isZero();
        assertThat(counted("sent")).isEqualTo(2);
        assertThat(counted("nobody")).isEqualTo(1);
    }

    @Test
    void what_fails_is_tried_again_after_growing_pauses_and_given_up_in_the_end() {
        queue.post(kind, "ada");
        trouble = new MailNotSentException("busy");

        postman.round();
        postman.round();
        assertThat(counted("failed")).as("the pause is kept").isEqualTo(1);
        letTimePass("10 seconds");
        postman.round();
        assertThat(counted("failed")).isEqualTo(2);
        letTimePass("1 minute");
        postman.round();

        assertThat(counted("given_up")).isEqualTo(1);
        assertThat(waiting()).isZero();
        assertThat(sent).isEmpty();
    }

    @Test
    void what_failed_once_arrives_when_the_trouble_is_over() {
        queue.post(kind, "ada");
        trouble = new IllegalStateException("something else broke");
        postman.round();
        trouble = null;
        letTimePass("10 seconds");

        postman.round();

        assertThat(sent).containsExactly("ada@people.example");
    }

    @Test
    void what_can_never_arrive_is_given_up_at_once() {
        queue.post(kind, "ada");
        trouble = new UndeliverableException("no such person");

        postman.round();

        assertThat(waiting()).isZero();
        assertThat(counted("refused")).isEqualTo(1);
    }

    @Test
    void a_node_that_dies_while_it_sends_loses_no_mail() {
        queue.post(kind, "ada");
        assertThat(queue.take(List.of(kind))).as("and is never heard of again").isPresent();

        postman.round();
        assertThat(sent).as("it might still be sending").isEmpty();
        letTimePass("5 minutes");
        postman.round();

        assertThat(sent).containsExactly("ada@people.example");
    }

    @Test
    void the_queue_is_bounded() {
        sql.sql("insert into mails (kind, about, due_at) select 'flood', n::text, 'infinity' from generate_series(1, 10000) as n").update();

        assertThatThrownBy(() -> queue.post(kind, "ada")).isInstanceOf(ApiException.class).hasMessageContaining("Too many mails");
    }
}

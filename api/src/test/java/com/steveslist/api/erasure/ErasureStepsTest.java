package com.steveslist.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.erasure.Erasure.Step;
import com.steveslist.api.mail.AccountMailboxes;
import com.steveslist.api.security.Attempts;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.command.account.AccountCommand.RequestErasure;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.envelope.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens between the steps, and beside them. */
class ErasureStepsTest {

    private final JdbcClient security = SharedApplication.context().getBean("securityJdbc", JdbcClient.class);
    private final Person person = Person.newcomer("Petra Passing");
    private final AccountId account = new AccountId(person.id());

    private @Nullable String told(String column, ErasureId id) {
        return security.sql("select " + column + " from erasures where id = ?").param(id.value()).query(String.class).optional()
                .orElse(null);
    }

    private ErasureId erased() {
        ErasureTest.erase(person).expected("erase");
        return new ErasureId(security.sql("select id from erasures where account_id = ?").param(person.id()).query(String.class).single());
    }

    private void sweepNow(ErasureId id, String next) {
        security.sql("update erasures set due_at = now() where id = ?").param(id.value()).update();
        await().until(() -> next.equals(told("step", id)));
    }

    private ErasureId begun(String step, String due) {
        ErasureId id = ErasureId.next();
        security.sql("""
                        insert into erasures (id, account_id, demanded_by, actor_kind, actor_id, request_id, step, due_at, demanded_at)
                        values (?, ?, 'owner', 'account', ?, 'req_a_test', ?, now() + ?::interval, now())""")
                .params(id.value(), person.id(), person.id(), step, due)
                .update();
        return id;
    }

    @Nested
    class What_a_call_that_was_under_way_left {

        private long count(String sql, String of) {
            return security.sql("select count(*) from " + sql).param(of).query(Long.class).single();
        }

        @Test
        void under_the_address_is_found_although_nobody_knows_the_address_any_more() throws IOException {
            Attempts attempts = SharedApplication.context().getBean(Attempts.class);
            Path outbox = Path.of(SharedApplication.context().getEnvironment().getRequiredProperty("steveslist.mail.outbox"));
            ErasureId id = erased();
            String hash = String.valueOf(told("email_hash", id));
            for (String about : List.of(hash, person.id())) {
                security.sql("insert into mails (kind, about, due_at) values ('of_a_test', ?, now() + interval '1 day')").param(about)
                        .update();
            }
            attempts.count(attempts.email(hash));
            Path mail = Files.writeString(outbox.resolve("20260101T000000.000Z-" + hash + "-1.eml"), "To: p@people.example\n\nHello");

            sweepNow(id, "sweep_again");

            assertThat(count("mails where about = ?", hash)).isZero();
            assertThat(count("mails where about = ?", person.id())).isZero();
            assertThat(count("attempts where subject = ?", attempts.email(hash).key())).isZero();
            assertThat(mail).doesNotExist();
            sweepNow(id, "done");
            assertThat(told("email_hash", id)).isNull();
        }

        @Test
        void that_waits_for_somebody_who_signed_up_with_the_address_since_is_theirs() {
            ErasureId id = erased();
            String hash = String.valueOf(told("email_hash", id));
            Person.anybody().post("/v1/accounts", Map.of("email", person.email(), "password", person.password(), "name", "Petra again"),
                    Person.newKey()).expected("sign up");
            security.sql("insert into mails (kind, about, due_at) values ('of_a_test', ?, now() + interval '1 day')").param(hash).update();

            sweepNow(id, "sweep_again");

            assertThat(count("mails where about = ?", hash)).isOne();
            security.sql("delete from mails where about = ?").param(hash).update();
        }

        @Test
        void and_that_opens_the_account_opens_nothing_on_any_node_before_its_row_goes() {
            String key = person.calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "laptop")).expected("key").text("key");
            String row = security.sql("select to_jsonb(k)::text from api_keys k where account_id = ?").param(person.id())
                    .query(String.class).single();
            ErasureId id = erased();
            security.sql("insert into api_keys select (jsonb_populate_record(null::api_keys, ?::jsonb)).*").param(row).update();
            assertThat(Person.anybody().as(key).get("/v1/accounts/me").status()).as("a node knows the key").isNotEqualTo(401);

            sweepNow(id, "sweep_again");

            assertThat(Person.anybody().as(key).get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(count("api_keys where account_id = ?", person.id())).isZero();
        }
    }

    @Nested
    class A_step {

        @Test
        void that_somebody_else_has_left_is_not_set_back() {
            Erasures erasures = SharedApplication.context().getBean(Erasures.class);
            ErasureId id = begun("scrub", "1 day");
            Erasure slow = erasures.find(id).orElseThrow();
            security.sql("update erasures set step = 'sweep' where id = ?").param(id.value()).update();

            erasures.next(slow, Step.DESTROY, Duration.ZERO);
            erasures.refused(slow, List.of("order ord_1"));
            erasures.later(slow, Duration.ZERO);

            assertThat(told("step", id)).isEqualTo("sweep");
            assertThat(told("due_at > now()", id)).isEqualTo("t");
        }

        @Test
        void is_not_taken_when_the_account_was_opened_again_by_a_node_that_could_not_say_so() {
            ErasureId id = begun("revoke", "0 seconds");

            await().until(() -> "refused".equals(told("step", id)));

            assertThat(person.calls().get("/v1/accounts/me").status()).isEqualTo(200);
        }

        @Test
        void takes_more_listings_off_the_market_than_fit_into_one_turn() {
            for (int i = 0; i <= OpenBusiness.MOST; i++) {
                person.lists("Marble " + i, 1, 100, Map.of());
            }
            erased();
            assertThat(security.sql("select count(*) from views.listing where seller_id = ? and status <> 'withdrawn'").param(person.id())
                    .query(Long.class).single()).isZero();
        }
    }

    @Test
    void no_mail_is_written_for_an_account_that_is_being_erased() {
        AccountMailboxes mailboxes = SharedApplication.context().getBean(AccountMailboxes.class);
        assertThat(mailboxes.of(account)).contains(person.email());
        SharedApplication.context().getBean(Commands.class).send(
                new RequestErasure(account, Caller.MARKET, ErasureId.next(), ErasureDemand.OWNER, null),
                CommandContext.of(new Actor(Actor.Kind.ACCOUNT, person.id()), "req_a_test"));
        assertThat(mailboxes.of(account)).isEmpty();
    }
}

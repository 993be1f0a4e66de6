package com.steveslist.infra.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.checkout.CheckoutCommand;
import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.infra.consumer.ConsumersCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;

/** A statement of the checkout process fails for one of its instances, and somebody helps it with {@code ./steveslist consumers}. */
class PoisonedProcessTest {

    private static final String PROCESS = "process.checkout";
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Map<String, Object> DATABASES = TestNode.databases();
    private static final TestNode NODE = new TestNode(DATABASES);

    private final JdbcTemplate sql = new JdbcTemplate(
            BeanFactoryAnnotationUtils.qualifiedBeanOfType(NODE.context.getBeanFactory(), DataSource.class, "processorDataSource"));
    private final PrintStream console = System.out;
    private final CheckoutId sick = CheckoutId.next();

    @BeforeEach
    void one_instance_that_cannot_be_stored() {
        List.of("url", "user", "password").forEach(part -> System.setProperty(
                "steveslist.postgres." + part, String.valueOf(DATABASES.get("steveslist.postgres." + part))));
        sql.execute("""
                create or replace function process.poison() returns trigger language plpgsql as $$
                begin
                    raise exception 'poisoned' using errcode = 'data_exception';
                end
                $$""");
        sql.execute("create trigger poison before insert on process.process_state for each row when (new.instance = '" + sick.value()
                + "') execute function process.poison()");
        start(sick);
        await().atMost(SOON).until(() -> parked() == 1);
    }

    @AfterEach
    void healthy() {
        sql.execute("drop trigger if exists poison on process.process_state");
        List.of("url", "user", "password").forEach(part -> System.clearProperty("steveslist.postgres." + part));
    }

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Test
    void it_is_parked_alone_and_said_so_while_all_others_go_on() {
        CheckoutId sound = start(CheckoutId.next());

        assertThat(outcome(sound)).isInstanceOf(Outcome.Completed.class);
        assertThat(NODE.get(CheckoutState.class, sick).outcome()).isInstanceOf(Outcome.Processing.class);
        assertThat(consumers(1)).contains(PROCESS + " parked checkout.started", "of " + sick.value(), "22000");
        heal();
    }

    @Test
    void it_goes_on_where_it_stood_once_its_event_is_retried() {
        assertThat(consumers(1, "retry", PROCESS)).contains("1 parked in " + PROCESS, "after 2 tries");

        heal();

        assertThat(outcome(sick)).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void it_can_be_given_up_and_the_reason_is_kept_for_whoever_audits() {
        assertThat(consumers(0, "discard", PROCESS, sick.value(), "--reason", "the buyer was called"))
                .contains("gave up the first event of " + sick.value());

        assertThat(consumers(0, "discarded")).contains(PROCESS, "checkout.started", sick.value(), "the buyer was called");
        assertThat(consumers(0, "discarded", "--json")).contains("\"reason\" : \"the buyer was called\"", "\"discarded_at\"");
        assertThat(outcome(start(CheckoutId.next()))).isInstanceOf(Outcome.Completed.class);
    }

    private void heal() {
        sql.execute("drop trigger poison on process.process_state");
        assertThat(consumers(0, "retry", PROCESS, sick.value())).contains("nothing is parked in " + PROCESS);
    }

    private int parked() {
        Integer parked = sql.queryForObject("select count(*) from consumer.parked_event where consumer = ?", Integer.class, PROCESS);
        return parked == null ? 0 : parked;
    }

    private CheckoutId start(CheckoutId checkout) {
        ListingId listing = ListingId.next();
        ListingDetails details = new ListingDetails("Lamp", null, "furniture", List.of(), Money.of(4_900, "usd"), "DE", "Berlin", null,
                null, Map.of(), List.of());
        NODE.send(new ListingCommand.Create(listing, AccountId.next(), details, 1, true));
        EncryptedText text = new EncryptedText("enc1.acct_test.text");
        NODE.send(new CheckoutCommand.Start(checkout, AccountId.next(), PaymentId.next(), List.of(new Line(listing, 1, null)),
                "pm_card_ok", new ShippingAddress(text, text, null, text, null, null, "DE"), Map.of()));
        return checkout;
    }

    private static Outcome outcome(CheckoutId checkout) {
        return await().atMost(SOON).until(
                () -> NODE.get(CheckoutState.class, checkout).outcome(), outcome -> !(outcome instanceof Outcome.Processing));
    }

    /** Runs {@code ./steveslist consumers}. Its exit code says whether anything is parked, which other consumers than this can be. */
    private String consumers(int exitCode, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(new CommandLine(new ConsumersCommand()).execute(arguments)).isEqualTo(exitCode);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}

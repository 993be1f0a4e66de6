package com.steveslist.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Signer;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Three nodes' limits on one database. All that nodes know of each other goes through its table. */
class ThreeNodesTest {
    private static final int LIMIT = 600;
    private static final int LEASE = LIMIT / 20;

    private final DataSource database = (DataSource) SharedApplication.context().getBean("securityDataSource");
    private final Signer signer = SharedApplication.context().getBean(Signer.class);
    private final List<RateLimits> nodes = new ArrayList<>();

    private void start(int count, DataSource dataSource, Duration window) {
        RateLimitSettings settings =
                new RateLimitSettings(RateLimitSettings.Mode.ON, window, 2_000, LIMIT, 600, LIMIT, 20, 5, List.of(),
                        ProxyHeader.X_FORWARDED);
        for (int i = 0; i < count; i++) {
            nodes.add(new RateLimits(settings, address -> signer.sign(Signer.Use.ADDRESS, address), dataSource));
        }
    }

    @AfterEach
    void end() {
        nodes.forEach(RateLimits::close);
    }

    private static Identity someone() {
        return keyOf(AccountId.next());
    }

    private static Identity keyOf(AccountId account) {
        return new Identity(account, Identity.Kind.KEY, "key_" + System.nanoTime(), Set.of());
    }

    private static boolean isGranted(RateLimits node, Identity who) {
        return node.take(Budget.WRITES, who, "203.0.113.9").spent() == null;
    }

    private long grantedOf(int calls, Identity who) throws Exception {
        Callable<Long> client = () -> IntStream.range(0, calls).filter(i -> isGranted(nodes.get(i % nodes.size()), who)).count();
        List<Future<Long>> counts = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                counts.add(clients.submit(client));
            }
        }
        long granted = 0;
        for (Future<Long> count : counts) {
            granted += count.get();
        }
        return granted;
    }

    @Test
    void together_they_give_out_the_limit_and_at_most_a_lease_each_however_hard_they_are_pressed() throws Exception {
        start(3, database, Duration.ofMinutes(1));
        Identity who = someone();

        long granted = grantedOf(1_000, who);

        assertThat(granted).isBetween((long) LIMIT, (long) LIMIT + 3 * LEASE);
        assertThat(nodes).noneMatch(node -> isGranted(node, who));
    }

    @Test
    void one_node_gives_out_exactly_the_limit() throws Exception {
        start(1, database, Duration.ofMinutes(1));

        assertThat(grantedOf(1_000, someone())).isEqualTo(LIMIT);
    }

    @Test
    void what_one_node_spent_another_one_knows_within_seconds() {
        start(2, database, Duration.ofMinutes(1));
        Identity who = someone();
        for (int i = 0; i < LIMIT; i++) {
            assertThat(isGranted(nodes.getFirst(), who)).isTrue();
        }

        isGranted(nodes.getLast(), who);

        await().atMost(Duration.ofSeconds(5)).until(() -> !isGranted(nodes.getLast(), who));
    }

    @Test
    void an_account_does_not_get_more_by_making_more_keys() {
        start(1, database, Duration.ofMinutes(1));
        AccountId account = AccountId.next();
        List<Identity> keys = IntStream.range(0, 8).mapToObj(i -> keyOf(account)).toList();

        long granted =
                keys.stream().mapToLong(key -> IntStream.range(0, LIMIT).filter(i -> isGranted(nodes.getFirst(), key)).count()).sum();

        assertThat(granted).isEqualTo(5L * LIMIT);
        Verdict refused = nodes.getFirst().take(Budget.WRITES, keyOf(account), "203.0.113.9");
        assertThat(refused.spent()).isNotNull().extracting(spent -> spent.label).isEqualTo("account-writes");
    }

    @Test
    void when_the_window_is_over_the_budget_is_whole_again() throws Exception {
        start(3, database, Duration.ofSeconds(2));
        Identity who = someone();
        assertThat(grantedOf(100, who)).isGreaterThanOrEqualTo(LIMIT);
        assertThat(isGranted(nodes.getFirst(), who)).isFalse();

        await().atMost(Duration.ofSeconds(4)).until(() -> nodes.stream().allMatch(node -> isGranted(node, who)));
    }

    @Test
    void without_the_database_each_node_holds_the_limit_by_itself_and_keeps_nobody_waiting() throws Exception {
        start(1, new DriverManagerDataSource("jdbc:postgresql://localhost:1/nothing", "nobody", ""), Duration.ofMinutes(1));
        long begin = System.nanoTime();

        assertThat(grantedOf(1_000, someone())).isEqualTo(LIMIT);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void no_address_stands_in_the_table() {
        start(1, database, Duration.ofMinutes(1));
        nodes.getFirst().take(Budget.READS, null, "198.51.100.77");

        await().until(() -> nodes.getFirst().take(Budget.READS, null, "198.51.100.77").spent() == null
                && !names("address %").isEmpty());
        assertThat(names("%198.51%")).isEmpty();
    }

    private List<String> names(String like) {
        return new JdbcTemplate(database).queryForList("select bucket from rate_limit where bucket like ?", String.class, like);
    }

    /** Far below the 200 µs that a request may pay for it. */
    @Test
    void a_call_pays_microseconds() {
        start(1, database, Duration.ofMinutes(1));
        List<Identity> callers = IntStream.range(0, 500).mapToObj(i -> someone()).toList();
        int rounds = 200;
        long begin = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            for (Identity who : callers) {
                nodes.getFirst().take(Budget.WRITES, who, "203.0.113.9").tell((name, value) -> {});
            }
        }
        long nanos = (System.nanoTime() - begin) / (rounds * (long) callers.size());

        System.err.println("rate limits: " + nanos + " ns a request");
        assertThat(nanos).isLessThan(50_000);
    }
}

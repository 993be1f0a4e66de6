package com.steveslist.infra.embedded.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.infra.embedded.Trees;
import com.steveslist.infra.embedded.stack.PartState.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One stack through a hard life; each test leaves it running for the next. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;
    private static Clone clone;

    @BeforeAll
    static void up() throws IOException {
        clone = Clone.in(folder);
        bringUp();
    }

    @AfterAll
    static void leave_nothing_behind() {
        clone.stack().down();
    }

    private static void bringUp() throws IOException {
        Process up = clone.start(folder.resolve("up.txt"), "up");
        await().atMost(PATIENCE).until(() -> !up.isAlive() || Files.readString(folder.resolve("up.txt")).contains("is ready"));
        assertThat(up.isAlive()).as(Files.readString(folder.resolve("up.txt"))).isTrue();
    }

    @Test
    @Order(1)
    void status_tells_state_address_and_process_of_every_part() throws Exception {
        Clone.Said status = clone.run("status", "--json");
        Map<?, ?> answer = StackState.JSON.readValue(status.text(), Map.class);

        assertThat(status.exitCode()).isZero();
        assertThat(answer.get("parts")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(4)
                .allSatisfy(part -> assertThat(((Map<?, ?>) part).get("state")).isEqualTo("running"))
                .allSatisfy(part -> assertThat(((Map<?, ?>) part).get("pid")).isInstanceOf(Integer.class));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(StackState.file(clone.directory())))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clone.directory().secrets()))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clone.directory().root()))).isEqualTo("rwx------");
    }

    @Test
    @Order(2)
    void a_second_up_says_in_one_line_that_it_runs() throws Exception {
        Clone.Said second = clone.run("up");

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.text().strip().lines()).singleElement().asString().contains("it runs already");
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"app", "postgres", "kafka", "elasticsearch"})
    void a_part_that_is_killed_is_started_again(String name) {
        long killed = pid(name);
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> {
            PartState now = clone.part(name);
            return now.status() == Status.RUNNING && !Objects.equals(now.pid(), killed);
        });
        assertThat(clone.part(name).restarts()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void a_stopped_part_stays_down_until_it_is_started() throws Exception {
        assertThat(clone.run("stop", "kafka").exitCode()).isZero();
        assertThat(clone.part("kafka").status()).isEqualTo(Status.STOPPED);
        assertThat(clone.run("status").exitCode()).isNotZero();

        assertThat(clone.run("start", "kafka").exitCode()).isZero();
        assertThat(clone.part("kafka").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    @Order(5)
    void reset_is_refused_while_it_runs() throws Exception {
        assertThat(clone.run("reset", "--yes").exitCode()).isNotZero();
        assertThat(clone.part("postgres").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    @Order(6)
    void nothing_acknowledged_is_lost_when_everything_is_killed() throws Exception {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            statement.execute("create table kept(x int)");
            statement.execute("insert into kept values (42)");
        }
        ProcessHandle.of(pid("postgres")).orElseThrow().destroyForcibly();
        ProcessHandle.of(clone.stack().running().pid()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> clone.stack().state().isEmpty());
        assertThat(clone.run("status").text()).contains("nothing is running");

        bringUp();

        try (Connection connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select x from kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    @Order(7)
    void down_leaves_no_process_and_reset_no_data() throws Exception {
        assertThat(clone.processes()).isNotEmpty();
        assertThat(clone.run("down").text()).contains("everything is stopped");

        assertThat(clone.processes()).isEmpty();
        assertThat(clone.run("reset", "--yes").exitCode()).isZero();
        assertThat(clone.directory().part("postgres")).doesNotExist();
        assertThat(clone.directory().secrets()).doesNotExist();
    }

    @Test
    void a_taken_port_is_named_with_a_way_out(@TempDir Path other) throws Exception {
        Clone late = Clone.in(other);
        try (ServerSocket taken =
                new ServerSocket(Integer.parseInt(late.environment("STEVESLIST_KAFKA_PORT")), 1, InetAddress.getLoopbackAddress())) {
            Clone.Said up = late.run("up");

            assertThat(up.exitCode()).isNotZero();
            assertThat(up.text().strip().lines()).singleElement().asString()
                    .contains("port " + taken.getLocalPort(), "process " + ProcessHandle.current().pid(), "STEVESLIST_KAFKA_PORT=");
        }
    }

    @Test
    void an_external_server_is_not_embedded(@TempDir Path other) throws Exception {
        Clone lean = Clone.in(other).with("STEVESLIST_KAFKA", "kafka.example:9092").with("STEVESLIST_ELASTICSEARCH",
                "http://search.example:9200");
        Process up = lean.start(other.resolve("up.txt"), "up");
        try {
            await().atMost(PATIENCE).until(() -> !up.isAlive() || Files.readString(other.resolve("up.txt")).contains("is ready"));

            assertThat(lean.part("kafka").status()).isEqualTo(Status.EXTERNAL);
            assertThat(lean.stack().facts()).containsEntry("STEVESLIST_KAFKA", "kafka.example:9092");
            assertThat(lean.directory().part("kafka")).doesNotExist();
            assertThat(lean.run("stop", "kafka").text()).contains("not ours to start or stop");
        } finally {
            up.destroy();
            up.waitFor();
        }
        assertThat(lean.processes()).isEmpty();
        Trees.deleteTree(lean.directory().root());
    }

    private static long pid(String part) {
        return Objects.requireNonNull(clone.part(part).pid(), part);
    }

    private static Connection connect() throws SQLException {
        PartState postgres = clone.part("postgres");
        return DriverManager.getConnection(postgres.address(), postgres.user(), postgres.password());
    }
}

package com.steveslist.projections.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.EmbeddedServers.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class ExportRightTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private final Database database = EmbeddedServers.postgres().newDatabase("export_right");

    @Test
    void who_is_not_heard_of_any_more_makes_no_file_appear(@TempDir Path directory) throws Exception {
        try (Connection lock = connect(); ExportRight right = new ExportRight(lock)) {
            WarehouseFiles files = new WarehouseFiles(directory, right::require);
            files.prepare();
            Files.writeString(files.temporary(), "begun in time");
            assertThat(right.held()).isTrue();

            end(lock);
            await().atMost(PATIENCE).until(() -> !right.held());

            assertThatIllegalStateException().isThrownBy(() -> files.publish(files.table("late")));
            assertThat(files.table("late")).doesNotExist();
        }
    }

    @Test
    void two_writers_never_write_the_same_unfinished_file(@TempDir Path directory) {
        assertThat(new WarehouseFiles(directory).temporary()).isNotEqualTo(new WarehouseFiles(directory).temporary());
    }

    /** As the server does to a session that it has not heard of for too long. */
    private void end(Connection lock) throws SQLException {
        int pid = lock.unwrap(PGConnection.class).getBackendPID();
        try (Connection other = connect();
                Statement statement = other.createStatement();
                ResultSet ended = statement.executeQuery("select pg_terminate_backend(" + pid + ")")) {
            assertThat(ended.next()).isTrue();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}

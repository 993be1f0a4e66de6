package com.steveslist.projections.warehouse;

import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.projections.topic.RelayedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A warehouse that a node keeps from the topic, for tests of other packages. */
public final class LiveWarehouse implements AutoCloseable {

    private final Path root;
    private final WarehouseRunner runner;
    private final WarehouseVersions versions;

    public LiveWarehouse(Path root, RelayedLog log) {
        this.root = root;
        this.versions = new WarehouseVersions(root, new ReadModelCopies(log.dataSource()));
        this.runner = new WarehouseRunner(
                log.postgres(),
                versions,
                RelayedLog.kafka(),
                log.dataSource());
        runner.start();
    }

    /** Writes a table of the version that is read anew, with this instead of its rows. @param sql over {@code old}, the present rows */
    public void plant(String table, String sql) throws SQLException, IOException {
        Path file = WarehouseVersions.serving(root).table(table);
        Path planted = file.resolveSibling("planted");
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("create view old as select * from read_parquet(" + DuckDb.quoted(file) + ")");
            statement.execute("copy (" + sql + ") to " + DuckDb.quoted(planted) + " (format parquet)");
        }
        Files.move(planted, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the version that is read. */
    public void lose() throws IOException {
        versions.deleteOthers(Set.of());
    }

    /** What a node does first. */
    public void point() {
        versions.point();
    }

    @Override
    public void close() {
        runner.stop();
    }
}

package com.steveslist.projections.rebuild;

import com.steveslist.events.log.LogPosition;
import com.steveslist.projections.rebuild.Replay.Made;
import com.steveslist.projections.view.ViewDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Writes what a replay made into a folder: a file a view, a line a row, in the order of the ids. Two replays to the same position write the
 * same bytes. Personal values stay encrypted, as the views have them.
 */
final class ReplayFiles {

    private static final int FETCHED = 1_000;

    private final Path folder;

    private ReplayFiles(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalArgumentException when there is something in it already */
    static ReplayFiles into(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new IllegalArgumentException(folder + " is not empty: name a new folder");
            }
        }
        return new ReplayFiles(folder);
    }

    /** Such as {@code order.ndjson}. */
    static String name(ViewDefinition<?> view) {
        return view.consumer().substring(view.consumer().indexOf('.') + 1) + ".ndjson";
    }

    void write(Made made, LogPosition to, DataSource dataSource) throws SQLException, IOException {
        for (ViewDefinition<?> view : made.rows().keySet()) {
            try (Connection connection = dataSource.getConnection();
                    OutputStream file = Files.newOutputStream(folder.resolve(name(view)))) {
                connection.setAutoCommit(false);
                write(connection, new ViewTables(view, dataSource).in(made.schema()), file);
                connection.rollback();
            }
        }
        List<String> counts = made.rows().entrySet().stream()
                .map(rows -> "\"" + name(rows.getKey()) + "\": " + rows.getValue())
                .toList();
        Files.writeString(folder.resolve("replay.json"), "{\"epoch\": %d, \"position\": %d, \"rows\": {%s}}%n".formatted(
                to.epoch(), to.position(), String.join(", ", counts)));
    }

    private static void write(Connection connection, String table, OutputStream file) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            var rows = statement.executeQuery("select json_build_object('id', id, 'epoch', epoch, 'position', position, 'view', body)::text"
                    + " from " + table + " order by id collate \"C\"");
            while (rows.next()) {
                file.write(rows.getString(1).getBytes(StandardCharsets.UTF_8));
                file.write('\n');
            }
        }
    }
}

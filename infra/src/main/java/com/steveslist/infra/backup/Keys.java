package com.steveslist.infra.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.postgres.Pools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;

/** The database of keys, saved and put back row by row. */
record Keys(String url, String user, String password) {
    /** In the order in which they came, the newest last: files of earlier versions lack it. */
    private static final List<String> COLUMNS = List.of("person", "wrapped", "created_at", "erased_at", "wrapped_by");
    private static final int FIRST_COLUMNS = 4;

    /** Writes all keys, and who was erased, to a file that only its owner can read. @return how many rows */
    long save(Path to) throws IOException {
        Path unfinished = Files.createTempFile(to.getParent(), "keys", ".unfinished",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        long rows;
        try (Connection connection = connect(); OutputStream file = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
            rows = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyOut("copy keys.person_key " + columns(countColumns(connection)) + " to stdout", file);
        } catch (SQLException e) {
            throw new ServerException("cannot read the keys: " + e.getMessage(), e);
        }
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
        return rows;
    }

    /** Adds what was saved. A key that either side knows as erased is erased. */
    long add(Path saved) throws IOException {
        Pools.migrate(url, user, password, "keys", "classpath:db/keys");
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                InputStream file = new GZIPInputStream(Files.newInputStream(saved))) {
            connection.setAutoCommit(false);
            statement.execute("create temp table saved (like keys.person_key) on commit drop");
            long rows = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy saved " + columns(countColumns(saved)) + " from stdin", file);
            statement.execute("""
                    insert into keys.person_key as known (person, wrapped, created_at, erased_at, wrapped_by)
                    select person, wrapped, created_at, erased_at, wrapped_by
                    from saved on conflict (person) do update set wrapped = null, wrapped_by = null, erased_at = excluded.erased_at
                    where known.erased_at is null and excluded.erased_at is not null""");
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw new ServerException("cannot write the keys: " + e.getMessage(), e);
        }
    }

    /** Paths of the files in which a server keeps the keys, below its data folder: those that no copy of its files may hold. */
    Set<String> files() {
        Set<String> files = new TreeSet<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet paths = statement.executeQuery("""
                        select pg_relation_filepath(oid) from pg_class where relkind in ('r', 'i', 't')
                        and (oid = to_regclass('keys.person_key')
                            or oid in (select indexrelid from pg_index where indrelid = to_regclass('keys.person_key'))
                            or oid in (select reltoastrelid from pg_class where oid = to_regclass('keys.person_key')))""")) {
            while (paths.next()) {
                files.add(paths.getString(1));
            }
            return files;
        } catch (SQLException e) {
            throw new ServerException("cannot read the keys: " + e.getMessage(), e);
        }
    }

    /** A server that was restored may have the table as an earlier version left it. */
    private static int countColumns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        """
                        select exists (select from pg_attribute where attrelid = to_regclass('keys.person_key') and attname = 'wrapped_by')""")) {
            found.next();
            return found.getBoolean(1) ? COLUMNS.size() : FIRST_COLUMNS;
        }
    }

    private static int countColumns(Path saved) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(saved)), UTF_8))) {
            String first = lines.readLine();
            return first == null ? COLUMNS.size() : first.split("\t", -1).length;
        }
    }

    private static String columns(int count) {
        return COLUMNS.subList(0, count).stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return "Keys[" + url + "]";
    }
}

package com.steveslist.projections.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Advisory locks by which one process at a time exports, and one at a time writes a version. They end with their connection. */
final class WarehouseLock {

    static final String EXPORT = "export.warehouse";

    private WarehouseLock() {}

    static String ofVersion(String name) {
        return EXPORT + " " + name;
    }

    static boolean take(Connection connection, String name) throws SQLException {
        return call(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", name);
    }

    static void release(Connection connection, String name) throws SQLException {
        call(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", name);
    }

    private static boolean call(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}

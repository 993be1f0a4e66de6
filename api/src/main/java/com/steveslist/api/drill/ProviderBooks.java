package com.steveslist.api.drill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** What StevePay itself counts. */
final class ProviderBooks {
    private ProviderBooks() {}

    /** Payments of which the money was really taken. */
    static int captured(Map<String, String> environment) {
        try (Connection connection = DriverManager.getConnection(environment.get("STEVESLIST_STEVEPAY_URL"),
                environment.get("STEVESLIST_STEVEPAY_USER"), environment.get("STEVESLIST_STEVEPAY_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from books.transfer where kind = 'capture'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

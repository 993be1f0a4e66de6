package com.steveslist.api.drill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What StevePay itself counts.
 *
 * @param captured payments of which the money was really taken
 * @param refunded refunds of which the money was really given back
 * @param refundedMinor what these come to, minor units
 */
record ProviderBooks(int captured, int refunded, long refundedMinor) {
    static ProviderBooks of(Map<String, String> environment) {
        try (Connection connection = DriverManager.getConnection(environment.get("STEVESLIST_STEVEPAY_URL"),
                environment.get("STEVESLIST_STEVEPAY_USER"), environment.get("STEVESLIST_STEVEPAY_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*) filter (where kind = 'capture'), count(*) filter (where kind = 'refund'),
                               coalesce(sum(amount_minor) filter (where kind = 'refund'), 0)
                        from books.transfer
                        """)) {
            row.next();
            return new ProviderBooks(row.getInt(1), row.getInt(2), row.getLong(3));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was done since then. */
    ProviderBooks since(ProviderBooks before) {
        return new ProviderBooks(captured - before.captured, refunded - before.refunded, refundedMinor - before.refundedMinor);
    }
}

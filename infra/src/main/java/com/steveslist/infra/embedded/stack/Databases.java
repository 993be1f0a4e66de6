package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.ServerException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/** Sees that the databases of the application are there, on the embedded server or on one's own. */
final class Databases {
    private static final String NO_SUCH_DATABASE = "3D000";

    private final Map<String, String> facts;

    Databases(Map<String, String> facts) {
        this.facts = facts;
    }

    /**
     * Creates what is missing of the three databases.
     *
     * @throws ServerException when the server cannot be reached, or refuses
     */
    void ensure() {
        for (String owner : new String[] {"POSTGRES", "KEYS", "STEVEPAY"}) {
            ensure(fact(owner, "URL"), fact(owner, "USER"), fact(owner, "PASSWORD"));
        }
    }

    private void ensure(String url, String user, String password) {
        try (Connection connection = connect(url, user, password)) {
            connection.isValid(2);
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw new ServerException("PostgreSQL at " + url + " cannot be used: " + e.getMessage(), e);
            }
            create(url, user, password);
        }
    }

    private static void create(String url, String user, String password) {
        String name = url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        try (Connection connection = connect(Facts.sibling(url, "postgres"), user, password);
                Statement statement = connection.createStatement();
                PreparedStatement quote = connection.prepareStatement("select quote_ident(?)")) {
            quote.setString(1, name);
            try (var quoted = quote.executeQuery()) {
                quoted.next();
                statement.execute("create database " + quoted.getString(1));
            }
        } catch (SQLException e) {
            throw new ServerException("database " + name + " is missing and user " + user + " cannot create it (" + e.getMessage()
                    + "): create it, or allow it with ALTER ROLE " + user
                    + " CREATEDB", e);
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(Map.of("user", user, "password", password, "loginTimeout", "5", "connectTimeout", "5", "socketTimeout", "30"));
        return DriverManager.getConnection(url, properties);
    }

    private String fact(String owner, String name) {
        return facts.getOrDefault("STEVESLIST_" + owner + "_" + name, "");
    }
}

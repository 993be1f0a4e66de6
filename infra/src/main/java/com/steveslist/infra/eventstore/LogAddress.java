package com.steveslist.infra.eventstore;

import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the log's database is: a JDBC URL, a user and a password. */
public record LogAddress(String url, String user, String password) {

    /** The schema that holds the log, in whatever database. */
    public static final String SCHEMA = "eventstore";

    /** Single connections in the log's schema, named so that they can be told apart in {@code pg_stat_activity}. */
    public PGSimpleDataSource connections(String applicationName, Duration connectTimeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setCurrentSchema(SCHEMA);
        source.setApplicationName(applicationName);
        int seconds = Math.toIntExact(Math.max(1, connectTimeout.toSeconds()));
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setTcpKeepAlive(true);
        return source;
    }

    @Override
    public String toString() {
        return "LogAddress[" + url.replaceFirst("\\?.*", "") + "]";
    }
}

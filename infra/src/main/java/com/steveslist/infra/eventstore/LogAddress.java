package com.steveslist.infra.eventstore;

/** Where the log's database is: a JDBC URL, a user and a password. */
public record LogAddress(String url, String user, String password) {

    /** The schema that holds the log, in whatever database. */
    public static final String SCHEMA = "eventstore";

    @Override
    public String toString() {
        return "LogAddress[" + url.replaceFirst("\\?.*", "") + "]";
    }
}

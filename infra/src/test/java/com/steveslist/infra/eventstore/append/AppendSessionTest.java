package com.steveslist.infra.eventstore.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.infra.eventstore.TestLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppendSessionTest {

    private TestLog log;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void commits_are_durable_even_where_the_databases_default_is_not() throws Exception {
        setDatabaseDefault("synchronous_commit", "off");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
    }

    @Test
    void a_stricter_default_of_the_database_stays() throws Exception {
        setDatabaseDefault("synchronous_commit", "remote_apply");
        assertThat(setting("synchronous_commit")).isEqualTo("remote_apply");
    }

    @Test
    void calls_are_bounded_and_take_a_fresh_snapshot_after_the_lock() throws Exception {
        setDatabaseDefault("default_transaction_isolation", "'repeatable read'");
        assertThat(setting("transaction_timeout")).isEqualTo("5s");
        assertThat(setting("transaction_isolation")).isEqualTo("read committed");
    }

    @Test
    void each_has_a_name_of_its_own() throws Exception {
        assertThat(idOfNew()).isNotEqualTo(idOfNew());
    }

    private UUID idOfNew() throws SQLException {
        try (AppendSession session = new AppendSession(log.address(), AppendSettings.DEFAULTS)) {
            return session.id();
        }
    }

    private String setting(String name) throws SQLException {
        try (AppendSession session = new AppendSession(log.address(), AppendSettings.DEFAULTS);
                Statement statement = session.connection().createStatement();
                ResultSet shown = statement.executeQuery("show " + name)) {
            shown.next();
            return shown.getString(1);
        }
    }

    private void setDatabaseDefault(String name, String value) {
        String database = log.jdbc().queryForObject("select current_database()", String.class);
        log.jdbc().execute("alter database " + database + " set " + name + " = " + value);
    }
}

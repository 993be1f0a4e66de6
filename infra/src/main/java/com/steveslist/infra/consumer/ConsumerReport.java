package com.steveslist.infra.consumer;

import java.util.List;
import javax.sql.DataSource;

/** How every consumer that ever ran on a database is doing, for whoever runs no consumer himself. */
public final class ConsumerReport {
    private final ConsumerTables tables;

    public ConsumerReport(DataSource dataSource) {
        this.tables = new ConsumerTables(dataSource);
    }

    public List<ConsumerStatus> all() {
        return tables.status();
    }
}

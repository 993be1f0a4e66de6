package com.steveslist.projections.history;

import com.steveslist.query.history.Moments;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes the moments of the log known, on every node: they are read from the log itself. */
@AutoConfiguration
class HistoryConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryConfiguration.class);

    @Bean
    Moments moments(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new LogMoments(dataSource);
    }

    /** Says at the start which views were filled before history was kept, and what to do about it. */
    @Bean
    SmartInitializingSingleton tellsOfMissingHistory(@Qualifier("queryDataSource") DataSource dataSource) {
        return () -> new JdbcTemplate(dataSource).query(
                "select consumer, from_position from views.history where from_position > 0 and consumer not like '%@%' order by consumer",
                row -> {
                    LOG.warn("{} knows what was from position {} on; ./steveslist rebuild {} makes what was before",
                            row.getString(1), row.getLong(2), row.getString(1));
                });
    }
}

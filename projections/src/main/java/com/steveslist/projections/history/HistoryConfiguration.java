package com.steveslist.projections.history;

import com.steveslist.query.history.Moments;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the moments of the log known, on every node: they are read from the log itself. */
@AutoConfiguration
class HistoryConfiguration {

    @Bean
    Moments moments(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        return new LogMoments(dataSource);
    }
}

package com.steveslist.projections.story;

import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.query.story.Stories;
import com.steveslist.query.story.StoryProofs;
import com.steveslist.query.story.TreeProofs;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes stories known on every node, with few connections of their own, so that nothing else waits for them. */
@AutoConfiguration
class StoryConfiguration {

    private static final int CONNECTIONS = 2;
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

    @Bean(defaultCandidate = false)
    HikariDataSource storyDataSource(LogAddress log) {
        return Pools.pool("stories", log.url(), log.user(), log.password(), null, CONNECTIONS, STATEMENT_TIMEOUT);
    }

    @Bean
    LogStories storyLog(EventLog log, @Qualifier("storyDataSource") DataSource dataSource, EventJson json) {
        return new LogStories(log, new EventRows(dataSource), json);
    }

    @Bean
    StoryProofs storyProofs(EventLog log, @Qualifier("storyDataSource") DataSource dataSource) {
        return new TreeProofs(new KeptTree(dataSource, log));
    }

    @Bean
    Stories stories(LogStories log) {
        return new Stories(log);
    }
}

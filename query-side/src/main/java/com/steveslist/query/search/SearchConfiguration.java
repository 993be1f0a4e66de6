package com.steveslist.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the search known. */
@AutoConfiguration
class SearchConfiguration {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    @Bean(defaultCandidate = false, destroyMethod = "close")
    ElasticsearchClient searchElasticsearchClient(@Value("${steveslist.elasticsearch:http://localhost:9200}") String addresses) {
        return ElasticsearchClients.connect(addresses, ANSWER_WITHIN);
    }

    @Bean
    ListingSearch listingSearch(
            @Qualifier("searchElasticsearchClient") ElasticsearchClient client, @Qualifier("queryDataSource") DataSource views) {
        return new ListingSearch(client, views);
    }
}

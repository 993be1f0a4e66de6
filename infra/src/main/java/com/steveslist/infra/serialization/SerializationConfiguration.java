package com.steveslist.infra.serialization;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the JSON of events known. */
@AutoConfiguration
class SerializationConfiguration {

    @Bean
    EventJson eventJson() {
        return new EventJson();
    }

    @Bean
    RecordedEventJson recordedEventJson(EventJson events) {
        return new RecordedEventJson(events);
    }
}

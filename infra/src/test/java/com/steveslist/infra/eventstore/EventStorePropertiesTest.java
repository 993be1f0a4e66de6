package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.infra.eventstore.append.AppendSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EventStorePropertiesTest {

    @Test
    void defaults() {
        EventStoreProperties defaults = bind(Map.of());
        assertThat(defaults).isEqualTo(new EventStoreProperties(2, 4096, 16));
        assertThat(defaults.appendSettings()).isEqualTo(AppendSettings.DEFAULTS);
    }

    @Test
    void every_property_can_be_set() {
        EventStoreProperties set = bind(Map.of(
                "steveslist.event-store.append-connections", "3",
                "steveslist.event-store.append-queue", "100",
                "steveslist.event-store.read-connections", "8"));
        assertThat(set).isEqualTo(new EventStoreProperties(3, 100, 8));
        assertThat(set.appendSettings().connections()).isEqualTo(3);
        assertThat(set.appendSettings().queueCapacity()).isEqualTo(100);
    }

    @Test
    void a_number_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new EventStoreProperties(0, 100, 8).appendSettings()).hasMessageContaining("must be above zero");
    }

    private static EventStoreProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("steveslist.event-store", EventStoreProperties.class);
    }
}

package com.steveslist.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventExamplesTest {
    private final EventExamples examples = new EventExamples();

    static Iterable<EventType> types() {
        return EventCatalog.current();
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_event_has_one_and_no_personal_value_in_it_is_encrypted(EventType type) {
        assertThat(examples.of(type).isEmpty()).isFalse();
        assertThat(examples.of(type).toString()).doesNotContain("enc1.");
    }
}

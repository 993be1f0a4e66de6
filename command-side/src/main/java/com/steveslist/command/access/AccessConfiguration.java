package com.steveslist.command.access;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.events.access.AccessId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes looks at personal values known to the dispatcher. */
@AutoConfiguration
class AccessConfiguration {

    static final AggregateType<AccessState> TYPE =
            AggregateType.of(Access.NAME, AccessId.class, AccessState.class, Access.class, Access::new);

    @Bean
    AggregateType<AccessState> accessAggregate() {
        return TYPE;
    }
}

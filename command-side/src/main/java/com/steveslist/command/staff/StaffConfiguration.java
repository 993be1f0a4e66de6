package com.steveslist.command.staff;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.events.staff.StaffId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the staff known to the dispatcher. */
@AutoConfiguration
class StaffConfiguration {

    static final AggregateType<StaffState> TYPE =
            AggregateType.of(StaffMember.NAME, StaffId.class, StaffState.class, StaffMember.class, StaffMember::new);

    @Bean
    AggregateType<StaffState> staffAggregate() {
        return TYPE;
    }
}

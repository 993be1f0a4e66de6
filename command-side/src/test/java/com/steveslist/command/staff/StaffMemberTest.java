package com.steveslist.command.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Given;
import com.steveslist.command.staff.StaffCommand.GrantRole;
import com.steveslist.command.staff.StaffCommand.RevokeRole;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.staff.StaffEvent.Granted;
import com.steveslist.events.staff.StaffEvent.Revoked;
import com.steveslist.events.staff.StaffId;
import com.steveslist.events.staff.StaffRole;
import org.junit.jupiter.api.Test;

class StaffMemberTest {

    private final AccountId account = Some.account();
    private final StaffId id = StaffId.of(account);
    private final DomainEvent auditor = new Granted(id, account, StaffRole.AUDITOR);
    private final DomainEvent support = new Granted(id, account, StaffRole.SUPPORT);

    private Given<StaffState> given(DomainEvent... events) {
        return Given.events(StaffConfiguration.TYPE, events);
    }

    @Test
    void has_each_role_once() {
        Given<StaffState> member = given()
                .when(new GrantRole(account, StaffRole.AUDITOR)).then(auditor)
                .when(new GrantRole(account, StaffRole.AUDITOR)).thenNothing()
                .when(new GrantRole(account, StaffRole.SUPPORT)).then(support);

        assertThat(member.state().roles()).containsExactlyInAnyOrder(StaffRole.AUDITOR, StaffRole.SUPPORT);
    }

    @Test
    void keeps_its_other_roles_when_one_is_taken_back() {
        Given<StaffState> member = given(auditor, support)
                .when(new RevokeRole(account, StaffRole.AUDITOR)).then(new Revoked(id, account, StaffRole.AUDITOR))
                .when(new RevokeRole(account, StaffRole.AUDITOR)).thenNothing();

        assertThat(member.state().roles()).containsExactly(StaffRole.SUPPORT);
        member.when(new RevokeRole(account, StaffRole.SUPPORT)).then(new Revoked(id, account, StaffRole.SUPPORT))
                .when(new GrantRole(account, StaffRole.SUPPORT)).then(support);
    }

    @Test
    void was_there_before_a_role_is_taken_back() {
        given().when(new RevokeRole(account, StaffRole.AUDITOR)).thenRejected(StaffRejection.NOT_FOUND);
    }
}

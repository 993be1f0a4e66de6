package com.steveslist.command.staff;

import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.command.staff.StaffCommand.GrantRole;
import com.steveslist.command.staff.StaffCommand.RevokeRole;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.staff.StaffEvent;
import com.steveslist.events.staff.StaffEvent.Granted;
import com.steveslist.events.staff.StaffEvent.Revoked;
import com.steveslist.events.staff.StaffRole;
import java.util.EnumSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An account as far as it works for the market. */
@AggregateRoot(type = StaffMember.NAME)
final class StaffMember extends DecidedAggregate<StaffState, StaffCommand> {

    static final String NAME = "staff";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<StaffState> handle(StaffCommand command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable StaffState before, StaffCommand command) {
        boolean has = before != null && before.roles().contains(command.role());
        return switch (command) {
            case GrantRole grant ->
                has ? nothingToDo() : accept(new Granted(grant.target(), grant.account(), grant.role()));
            case RevokeRole revoke when before == null ->
                reject(StaffRejection.NOT_FOUND, revoke.account() + " was never one of the staff.");
            case RevokeRole revoke ->
                has ? accept(new Revoked(revoke.target(), revoke.account(), revoke.role())) : nothingToDo();
        };
    }

    @Override
    protected StaffState evolve(@Nullable StaffState before, Occurrence occurrence) {
        return switch (occurrence.event()) {
            case Granted granted -> {
                Set<StaffRole> roles = EnumSet.of(granted.role());
                roles.addAll(before == null ? Set.of() : before.roles());
                yield new StaffState(granted.accountId(), roles);
            }
            case Revoked revoked -> {
                Set<StaffRole> roles = EnumSet.copyOf(requireNonNull(before).roles());
                roles.remove(revoked.role());
                yield new StaffState(revoked.accountId(), roles);
            }
            default -> throw new IllegalStateException("no event of the staff: " + occurrence.event());
        };
    }

    @Override
    protected Audience audience(@Nullable StaffState before, DomainEvent event) {
        return Audience.of(switch ((StaffEvent) event) {
            case Granted granted -> granted.accountId();
            case Revoked revoked -> revoked.accountId();
        });
    }
}

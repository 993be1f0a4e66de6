package com.steveslist.command.account;

import static com.steveslist.command.account.AccountRejection.NOT_FOUND;
import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static java.util.Objects.requireNonNull;

import com.steveslist.command.account.AccountCommand.ChangeProfile;
import com.steveslist.command.account.AccountCommand.Erase;
import com.steveslist.command.account.AccountCommand.RefuseErasure;
import com.steveslist.command.account.AccountCommand.Register;
import com.steveslist.command.account.AccountCommand.RequestErasure;
import com.steveslist.command.account.AccountState.Standing;
import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.AccountEvent.Profile;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A person who may sell and buy. */
@AggregateRoot(type = Account.NAME)
final class Account extends DecidedAggregate<AccountState, AccountCommand<AccountState>> {

    static final String NAME = "account";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<AccountState> handle(AccountCommand<AccountState> command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable AccountState before, AccountCommand<AccountState> command) {
        return switch (command) {
            case Register register ->
                before == null
                        ? accept(new AccountEvent.Registered(register.target(), register.email(), register.name()))
                        : nothingToDo();
            case ChangeProfile change when before == null || !change.caller().mayActFor(before.id()) ->
                reject(NOT_FOUND, "There is no such account.");
            case ChangeProfile change when !(before.standing() instanceof Standing.Open) -> Erasing.closing();
            case ChangeProfile change ->
                change.profile().equals(before.profile())
                        ? nothingToDo()
                        : accept(new AccountEvent.Changed(before.id(), change.profile()));
            case RequestErasure request -> Erasing.request(before, request);
            case RefuseErasure refuse -> Erasing.refuse(before, refuse);
            case Erase erase -> Erasing.erase(before, erase);
        };
    }

    @Override
    protected AccountState evolve(@Nullable AccountState before, Occurrence occurrence) {
        Instant at = occurrence.at();
        return switch (occurrence.event()) {
            case AccountEvent.Registered registered ->
                new AccountState(
                        registered.accountId(),
                        registered.email(),
                        new Profile(registered.name(), null, null, null, null),
                        new Standing.Open(),
                        at,
                        at);
            case AccountEvent.Changed changed -> {
                AccountState known = requireNonNull(before);
                yield new AccountState(known.id(), known.email(), changed.profile(), known.standing(), known.createdAt(), at);
            }
            case AccountEvent.ErasureRequested requested ->
                requireNonNull(before).now(new Standing.Closing(requested.erasureId()), at);
            case AccountEvent.ErasureRefused refused -> requireNonNull(before).now(new Standing.Open(), at);
            case AccountEvent.Erased erased -> requireNonNull(before).now(new Standing.Erased(erased.certificate()), at);
            default -> throw new IllegalStateException("no event of an account: " + occurrence.event());
        };
    }

    @Override
    protected Audience audience(@Nullable AccountState before, DomainEvent event) {
        return Audience.of(before != null ? before.id() : ((AccountEvent.Registered) event).accountId());
    }
}

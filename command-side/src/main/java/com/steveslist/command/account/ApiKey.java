package com.steveslist.command.account;

import static com.steveslist.command.account.AccountRejection.NOT_FOUND;
import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static java.util.Objects.requireNonNull;

import com.steveslist.command.account.AccountCommand.CreateApiKey;
import com.steveslist.command.account.AccountCommand.RevokeApiKey;
import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A key with which programs act for an account. */
@AggregateRoot(type = ApiKey.NAME)
final class ApiKey extends DecidedAggregate<ApiKeyState, AccountCommand<ApiKeyState>> {

    static final String NAME = "api_key";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<ApiKeyState> handle(AccountCommand<ApiKeyState> command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable ApiKeyState before, AccountCommand<ApiKeyState> command) {
        return switch (command) {
            case CreateApiKey create ->
                before == null
                        ? accept(new AccountEvent.ApiKeyCreated(
                                create.target(), create.account(), create.name(), create.scopes()))
                        : nothingToDo();
            case RevokeApiKey revoke when before == null || !revoke.caller().mayActFor(before.account()) ->
                reject(NOT_FOUND, "There is no such API key.");
            case RevokeApiKey revoke ->
                before.revoked()
                        ? nothingToDo()
                        : accept(new AccountEvent.ApiKeyRevoked(before.id(), before.account()));
        };
    }

    @Override
    protected ApiKeyState evolve(@Nullable ApiKeyState before, Occurrence occurrence) {
        return switch (occurrence.event()) {
            case AccountEvent.ApiKeyCreated created ->
                new ApiKeyState(
                        created.apiKeyId(),
                        created.accountId(),
                        created.name(),
                        created.scopes(),
                        false,
                        occurrence.at());
            case AccountEvent.ApiKeyRevoked revoked -> {
                ApiKeyState known = requireNonNull(before);
                yield new ApiKeyState(known.id(), known.account(), known.name(), known.scopes(), true, known.createdAt());
            }
            default -> throw new IllegalStateException("no event of an API key: " + occurrence.event());
        };
    }

    @Override
    protected Audience audience(@Nullable ApiKeyState before, DomainEvent event) {
        return Audience.of(before != null ? before.account() : ((AccountEvent.ApiKeyCreated) event).accountId());
    }
}

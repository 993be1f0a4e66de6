package com.steveslist.api.account;

import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.listing.SellerListings;
import com.steveslist.api.order.OrderLists;
import com.steveslist.api.security.Scope;
import com.steveslist.events.account.AccountId;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Accounts in GraphQL. */
@Component
final class AccountGraph implements RuntimeWiringConfigurer {

    private final AccountNodes nodes;
    private final SellerListings listings;
    private final OrderLists orders;
    private final RestFields rest;

    AccountGraph(AccountNodes nodes, SellerListings listings, OrderLists orders, RestFields rest) {
        this.nodes = nodes;
        this.listings = listings;
        this.orders = orders;
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("me", this::me)
                .dataFetcher("account", nodes::find))
                .type("Account", type -> type
                        .dataFetcher("memberSince", AccountGraph::memberSince)
                        .dataFetcher("email", own(AccountResource::email))
                        .dataFetcher("city", own(AccountResource::city))
                        .dataFetcher("country", own(AccountResource::country))
                        .dataFetcher("language", own(AccountResource::language))
                        .dataFetcher("timeZone", own(AccountResource::timeZone))
                        .dataFetcher("updatedAt", own(AccountResource::updatedAt))
                        .dataFetcher("version", own(AccountResource::version))
                        .dataFetcher("listings", field -> listings.of(field, id(field)))
                        .dataFetcher("orders", field -> orders.ofAccount(field, id(field))))
                .type("Mutation", type -> type
                        .dataFetcher("register", rest.mutation("POST /v1/accounts", "account"))
                        .dataFetcher("changeProfile", rest.mutation("PATCH /v1/accounts/me", "account")));
    }

    private CompletableFuture<@Nullable Object> me(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        asking.require(Scope.ACCOUNTS_READ);
        return nodes.node(field, asking.account().value());
    }

    /** Of other accounts, nothing. */
    private static DataFetcher<@Nullable Object> own(Function<AccountResource, @Nullable Object> member) {
        return field -> field.getSource() instanceof AccountResource account ? member.apply(account) : null;
    }

    private static Instant memberSince(DataFetchingEnvironment field) {
        return field.getSource() instanceof AccountResource account ? account.createdAt() : profile(field).memberSince();
    }

    private static AccountId id(DataFetchingEnvironment field) {
        return new AccountId(field.getSource() instanceof AccountResource account ? account.id() : profile(field).id());
    }

    private static ProfileResource profile(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }
}

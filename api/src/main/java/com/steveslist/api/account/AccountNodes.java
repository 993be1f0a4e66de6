package com.steveslist.api.account;

import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.account.AccountView;
import com.steveslist.query.account.AccountViews;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Accounts by id, many at once: one's own whole, everybody else's as the public knows them. */
@Component
public final class AccountNodes implements NodeSource {

    private final Batch<AccountId, AccountView> byId;
    private final PersonalData personal;

    AccountNodes(BatchLoaderRegistry batches, ViewReads reads, AccountViews accounts, PersonalData personal) {
        this.byId = Batch.of(batches, "account",
                (asking, moment, ids) -> reads.byId(asking, moment, AccountViews.CONSUMER, ids, accounts.at(moment)::findAll));
        this.personal = personal;
    }

    @Override
    public String prefix() {
        return AccountId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        Asking asking = Asking.of(field);
        return byId.load(field, id, AccountId::new, view -> shown(view, asking));
    }

    private Object shown(AccountView view, Asking asking) {
        boolean isOwn = view.id().equals(asking.accountIfAny()) && asking.may(Scope.ACCOUNTS_READ);
        return isOwn ? AccountResource.of(view, personal) : ProfileResource.of(view, personal);
    }
}

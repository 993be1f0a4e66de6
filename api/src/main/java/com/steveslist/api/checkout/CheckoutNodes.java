package com.steveslist.api.checkout;

import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.Batch;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.PastFields;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import com.steveslist.api.paging.Connections.Wanted;
import com.steveslist.api.security.Scope;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.query.checkout.CheckoutView;
import com.steveslist.query.checkout.CheckoutViews;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Checkouts for their buyers: by id, many at once, and as a list. */
@Component
public final class CheckoutNodes implements NodeSource {

    private final CheckoutViews checkouts;
    private final ViewReads reads;
    private final Connections connections;
    private final PersonalData personal;
    private final Batch<CheckoutId, CheckoutView> byId;

    CheckoutNodes(
            BatchLoaderRegistry batches, ViewReads reads, CheckoutViews checkouts, Connections connections, PersonalData personal) {
        this.checkouts = checkouts;
        this.reads = reads;
        this.connections = connections;
        this.personal = personal;
        this.byId = Batch.of(batches, "checkout",
                (asking, moment, ids) -> reads.byId(asking, moment, CheckoutViews.CONSUMER, ids, checkouts.at(moment)::findAll));
    }

    @Override
    public String prefix() {
        return CheckoutId.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        Asking asking = Asking.of(field);
        asking.require(Scope.CHECKOUTS_READ);
        AccountId account = asking.account();
        return byId.load(field, id, CheckoutId::new, view -> view.isSeenBy(account) ? CheckoutResource.of(view, personal) : null);
    }

    /** The caller's own. */
    Connection<CheckoutResource> list(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        asking.require(Scope.CHECKOUTS_READ);
        AccountId account = asking.account();
        Moment moment = PastFields.momentOf(field);
        Wanted wanted = connections.read(field.getArguments(), "checkouts " + account);
        Page<CheckoutView> page = reads.rows(
                asking, moment, CheckoutViews.CONSUMER, () -> checkouts.at(moment).list(account, wanted.page()));
        return connections.of(wanted, page, view -> CheckoutResource.of(view, personal), checkouts::cursorOf);
    }
}

package com.steveslist.query.account;

import com.steveslist.events.account.AccountId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.store.ViewTable;
import com.steveslist.query.store.ViewTable.Row;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads accounts from PostgreSQL. */
public final class AccountViews {

    public static final String CONSUMER = "view.account";
    public static final String TABLE = "views.account";

    private final ViewTable<AccountView> table;

    public AccountViews(ViewTable<AccountView> table) {
        this.table = table;
    }

    /** Reads them as they were at a moment; as they are for none. Throws as {@link ViewTable#at} does. */
    public AccountViews at(@Nullable Moment moment) {
        return moment == null ? this : new AccountViews(table.at(moment));
    }

    public Optional<AccountView> find(AccountId id) {
        return table.find(id.value());
    }

    /** With the place of the event that touched it last. */
    public Optional<Row<AccountView>> row(AccountId id) {
        return table.row(id.value());
    }

    /** Those that there are of these, by one statement. */
    public Map<AccountId, AccountView> findAll(Collection<AccountId> ids) {
        return table.findAll(ids, AccountView::id);
    }
}

package com.steveslist.query.account;

import com.steveslist.events.account.AccountId;
import com.steveslist.query.store.ViewTable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads accounts from PostgreSQL. */
public final class AccountViews {

    public static final String CONSUMER = "view.account";
    public static final String TABLE = "views.account";

    private final ViewTable<AccountView> table;

    public AccountViews(ViewTable<AccountView> table) {
        this.table = table;
    }

    public Optional<AccountView> find(AccountId id) {
        return table.find(id.value());
    }

    /** Those that there are of these, by one statement. */
    public Map<AccountId, AccountView> findAll(Collection<AccountId> ids) {
        return table.findAll(ids, AccountView::id);
    }
}

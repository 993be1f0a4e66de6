package com.steveslist.api.savedsearch;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;

/**
 * A row of {@code saved_searches}.
 *
 * @param id {@code svs_…}
 * @param query the search's parameters, a JSON object in the clear
 */
record SavedSearch(String id, AccountId account, EncryptedText name, EncryptedText query, Instant createdAt) {

    static final String PREFIX = "svs";

    static String nextId() {
        return Ids.next(PREFIX);
    }

    /** Throws {@link IllegalArgumentException} for what is no id of one. */
    static String checkId(String id) {
        return Ids.check(PREFIX, id);
    }
}

package com.steveslist.api.erasure;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.envelope.Actor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a demand into the table, from a call or from an operator's command. */
final class Demands {

    private Demands() {}

    /** Changes nothing when the account's erasure is under way, or over. Any node takes it up from there. */
    static void insert(
            JdbcClient jdbc,
            ErasureId id,
            AccountId account,
            ErasureDemand by,
            Actor actor,
            String requestId,
            @Nullable String reason) {
        jdbc.sql("""
                        insert into security.erasures (
                            id, account_id, demanded_by, actor_kind, actor_id, request_id, reason, step, demanded_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'close', date_trunc('milliseconds', clock_timestamp()))
                        on conflict (account_id) where step <> 'refused' do nothing""")
                .param(id.value())
                .param(account.value())
                .param(by.name().toLowerCase(Locale.ROOT))
                .param(actor.kind().name().toLowerCase(Locale.ROOT))
                .param(actor.id())
                .param(requestId)
                .param(reason)
                .update();
    }
}

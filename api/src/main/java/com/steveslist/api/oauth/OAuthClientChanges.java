package com.steveslist.api.oauth;

import static com.steveslist.api.oauth.OAuthClients.array;

import com.steveslist.api.command.IdempotencyKeys;
import com.steveslist.api.command.Writes;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.security.Secret;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes a program. What it was given and may have no longer ends with the change: what reaches further than its scopes, and codes on
 * their way to an address that is not its own any more.
 */
@Component
final class OAuthClientChanges {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final OAuthClients clients;
    private final Grants grants;
    private final IdempotencyKeys keys;
    private final PersonalData personal;

    OAuthClientChanges(
            @Qualifier("securityJdbc") JdbcClient jdbc,
            @Qualifier("securityTransactions") TransactionTemplate transactions,
            OAuthClients clients,
            Grants grants,
            IdempotencyKeys keys,
            PersonalData personal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clients = clients;
        this.grants = grants;
        this.keys = keys;
        this.personal = personal;
    }

    /** @param replayed whether an earlier request with the same key did it */
    record Changed(OAuthClients.Row row, boolean replayed) {}

    /** Empty when the account has no such program. */
    Optional<Changed> change(Call call, String id, OAuthClientInput.Change change) {
        AccountId account = call.account();
        IdempotencyKey key = keys.of(call, id);
        return Objects.requireNonNull(transactions.execute(status -> clients.locked(id, account).map(before -> {
            OAuthClientInput.requireScopes(call.identity(), before.scopes());
            Optional<OAuthClients.Row> done = key == null ? Optional.empty() : madeBefore(before, key);
            return done.map(row -> new Changed(row, true)).orElseGet(() -> new Changed(write(call, before, change, key), false));
        })));
    }

    private OAuthClients.Row write(
            Call call, OAuthClients.Row before, OAuthClientInput.Change change, @Nullable IdempotencyKey key) {
        Writes.requireVersion(call, before.version());
        Set<String> redirectUris = change.redirectUris() == null ? before.redirectUris() : change.redirectUris();
        Set<String> scopes = change.scopes() == null ? before.scopes() : change.scopes();
        OAuthClientInput.requireScopes(call.identity(), scopes);
        OAuthClientInput.requireWayBack(redirectUris, before.confidential());
        EncryptedText name = change.name() == null ? before.name() : personal.encrypt(before.account(), change.name());
        OAuthClients.Row after = new OAuthClients.Row(
                before.id(), before.account(), name, redirectUris, scopes, before.secretHash(), before.createdAt(),
                before.version() + 1, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        clients.replace(after);
        remember(after, key);
        if (!scopes.containsAll(before.scopes())) {
            grants.endBeyond(after.id(), scopes);
        }
        if (!redirectUris.containsAll(before.redirectUris())) {
            grants.endOnTheWayElsewhere(after.id(), redirectUris);
        }
        return after;
    }

    private void remember(OAuthClients.Row row, @Nullable IdempotencyKey key) {
        jdbc.sql("delete from oauth_client_changes where changed_at < clock_timestamp() - interval '7 days'").update();
        jdbc.sql("""
                        insert into oauth_client_changes
                          (client_id, version, name, redirect_uris, scopes, changed_at, request_hash, fingerprint)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        row.id(),
                        row.version(),
                        row.name().value(),
                        array(row.redirectUris()),
                        array(row.scopes()),
                        OAuthClients.at(row.updatedAt()),
                        key == null ? null : Secret.hash(key.key()),
                        key == null ? null : key.fingerprint()))
                .update();
    }

    /** A key's scope is the caller, the method and the path; the path names the client, whose rows these are. */
    private Optional<OAuthClients.Row> madeBefore(OAuthClients.Row client, IdempotencyKey key) {
        return jdbc.sql("select * from oauth_client_changes where client_id = ? and request_hash = ?")
                .params(client.id(), Secret.hash(key.key()))
                .query((row, n) -> asItWas(client, key, row))
                .optional();
    }

    private static OAuthClients.Row asItWas(OAuthClients.Row client, IdempotencyKey key, ResultSet row) throws SQLException {
        if (!key.fingerprint().equals(row.getString("fingerprint"))) {
            throw ApiException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This key was used for another request. Use a new one for each thing you mean to do.");
        }
        return new OAuthClients.Row(
                client.id(),
                client.account(),
                new EncryptedText(row.getString("name")),
                OAuthClients.set(row, "redirect_uris"),
                OAuthClients.set(row, "scopes"),
                client.secretHash(),
                client.createdAt(),
                row.getLong("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}

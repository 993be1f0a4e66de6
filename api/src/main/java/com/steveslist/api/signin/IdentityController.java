package com.steveslist.api.signin;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.NotReplayable;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Identity;
import com.steveslist.api.security.Scope;
import com.steveslist.api.security.SessionId;
import com.steveslist.api.security.Signer;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /v1/accounts/me/identities}: with whom else I can sign in. Only a session may change it: a key must not make a way in. */
@Controller
final class IdentityController {

    private final Identities identities;
    private final SignInProviders providers;
    private final SignInTrip trip;
    private final Signer signer;
    private final Paging paging;

    IdentityController(Identities identities, SignInProviders providers, SignInTrip trip, Signer signer, Paging paging) {
        this.identities = identities;
        this.providers = providers;
        this.trip = trip;
        this.signer = signer;
        this.paging = paging;
    }

    /** @param authorizationUrl to be opened in the browser that got the cookie of this answer */
    private record LinkResource(String authorizationUrl, Instant expiresAt) {}

    @GetMapping("/v1/accounts/me/identities")
    @RequiresScope(Scope.ACCOUNTS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.read(call);
        Fields fields = Fields.of(call.params(), IdentityResource.class);
        call.params().done();
        Cursor after = paging.request(wanted).after();
        List<Identities.Row> rows =
                identities.list(call.account(), after == null ? null : after.keys().getFirst(), wanted.limit() + 1);
        boolean more = rows.size() > wanted.limit();
        List<Identities.Row> page = more ? rows.subList(0, wanted.limit()) : rows;
        Cursor next = more ? new Cursor(List.of(page.getLast().id())) : null;
        return paging.answer(call, wanted, new Page<>(page, next, null, null), IdentityResource::of)
                .at(LogPosition.START)
                .only(fields);
    }

    @PostMapping("/v1/accounts/me/identities/{id}")
    @NotReplayable
    Answer link(Call call) {
        call.params().done();
        call.noBody();
        AccountId account = requireSession(call);
        SessionId session = Objects.requireNonNull(Objects.requireNonNull(call.identity()).session());
        SignInProvider provider = call.id(providers::named, "sign-in provider");
        SignInState state = SignInState.begin(provider.name(), new SignInState.Linking(account, session));
        return Answer.ok(new LinkResource(trip.address(call, provider, state), state.expiresAt()))
                .cookie(state.cookie(signer, call.isSecure()))
                .at(LogPosition.START)
                .caching(Caching.NEVER);
    }

    @DeleteMapping("/v1/accounts/me/identities/{id}")
    Answer remove(Call call) {
        call.params().done();
        call.noBody();
        AccountId account = requireSession(call);
        String id = call.id(text -> Ids.check(Identities.PREFIX, text), "identity");
        if (identities.find(account, id).isEmpty()) {
            throw ApiException.notFound("There is no such identity.");
        }
        if (!identities.remove(account, id) && identities.find(account, id).isPresent()) {
            throw ApiException.of(
                    ErrorCode.LAST_WAY_IN, "Nothing else opens this account. Set a password or add another provider first.");
        }
        return Answer.nothing();
    }

    private static AccountId requireSession(Call call) {
        Identity identity = call.identity();
        if (identity != null && identity.kind() != Identity.Kind.SESSION) {
            throw ApiException.of(ErrorCode.SESSION_REQUIRED, "Ways to sign in are changed with a session, not with a key.");
        }
        return call.account();
    }
}

package com.steveslist.projections.view;

import static com.steveslist.projections.view.ViewProjector.existing;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.AccountEvent.Profile;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.projections.view.ViewProjector.Projection;
import com.steveslist.query.account.AccountView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account. Its API keys are no part of it: they have streams of their own. */
final class AccountProjection implements Projection<AccountView> {

    @Override
    public @Nullable String rowOf(DomainEvent event) {
        return switch (event) {
            case AccountEvent.Registered registered -> registered.accountId().value();
            case AccountEvent.Changed changed -> changed.accountId().value();
            case AccountEvent.ErasureRequested requested -> requested.accountId().value();
            case AccountEvent.ErasureRefused refused -> refused.accountId().value();
            case AccountEvent.Erased erased -> erased.accountId().value();
            default -> null;
        };
    }

    @Override
    public AccountView apply(@Nullable AccountView before, RecordedEvent recorded) {
        Instant at = recorded.envelope().occurredAt();
        long version = recorded.envelope().version();
        return switch (recorded.event()) {
            case AccountEvent.Registered registered ->
                new AccountView(
                        registered.accountId(),
                        registered.email(),
                        new Profile(registered.name(), null, null, null, null),
                        at,
                        at,
                        version);
            case AccountEvent.Changed changed -> {
                AccountView known = existing(before, recorded);
                yield new AccountView(known.id(), known.email(), changed.profile(), known.createdAt(), at, version);
            }
            case AccountEvent.Erased erased -> {
                AccountView known = existing(before, recorded);
                yield touched(known, new Profile(known.profile().name(), null, null, null, null), at, version);
            }
            case AccountEvent event -> {
                AccountView known = existing(before, recorded);
                yield touched(known, known.profile(), at, version);
            }
            default -> throw new IllegalArgumentException(recorded.envelope().type());
        };
    }

    private static AccountView touched(AccountView known, Profile profile, Instant at, long version) {
        return new AccountView(known.id(), known.email(), profile, known.createdAt(), at, version);
    }
}

package com.steveslist.api.erasure;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.account.AccountState.Standing;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.envelope.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a demand, of the person or of staff, and waits for its end as long as the caller wishes. */
@Component
final class ErasureDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final int WAITING_AT_ONCE = 200;
    private static final int SHOWN = 100;

    private final OpenBusiness business;
    private final Erasures erasures;
    private final Commands commands;
    private final SigningKeys keys;
    private final Semaphore waiters = new Semaphore(WAITING_AT_ONCE);

    ErasureDesk(OpenBusiness business, Erasures erasures, Commands commands, SigningKeys keys) {
        this.business = business;
        this.erasures = erasures;
        this.commands = commands;
        this.keys = keys;
    }

    /**
     * Waits for the end for ten seconds, or as long as {@code Prefer} says; it comes all the same for who does not wait. Throws
     * {@code account_has_open_business}, with each thing and what ends it.
     *
     * @param reason of staff; null for the person's own wish
     */
    Answer demand(Call call, AccountId account, ErasureDemand by, @Nullable String reason) {
        Duration preferred = call.preferredWait();
        if (certificate(account).isEmpty()) {
            refuse(business.of(account));
        }
        Actor actor = by == ErasureDemand.STAFF ? new Actor(Actor.Kind.STAFF, call.account().value()) : call.actor();
        Erasure erasure = erasures.demand(account, by, actor, call.requestId(), reason);
        Erasure latest = await(erasure, preferred == null ? PATIENCE : preferred);
        if (latest.step() == Erasure.Step.REFUSED) {
            refuse(business.of(account));
            throw ApiException.of(ErrorCode.ACCOUNT_HAS_OPEN_BUSINESS, "Something began while you asked, and has ended since. Ask again.");
        }
        Decided<AccountState> known = commands.find(AccountState.class, account).orElseThrow();
        CertificateResource certificate = certificate(known).orElse(null);
        ErasureResource resource = new ErasureResource(
                erasure.id().value(), account.value(), certificate == null ? "processing" : "erased", erasure.demandedAt(),
                call.origin() + "/v1/accounts/" + account + "/erasure-certificate", certificate);
        Answer answer = (certificate == null ? Answer.accepted(resource) : Answer.ok(resource)).at(known.at()).caching(Caching.NEVER);
        return preferred == null ? answer : answer.header("Preference-Applied", "wait=" + preferred.toSeconds());
    }

    private static void refuse(List<OpenThing> open) {
        if (!open.isEmpty()) {
            String things = open.size() == 1 ? "1 thing is" : open.size() + (open.size() == SHOWN ? " or more" : "") + " things are";
            throw ApiException.of(
                    ErrorCode.ACCOUNT_HAS_OPEN_BUSINESS,
                    things + " still under way with this account; errors names " + (open.size() == 1 ? "it" : "each")
                            + " and what ends it.",
                    open.stream().map(OpenThing::error).toList());
        }
    }

    /** Until the person is erased or that is refused. When too many wait, nobody more does. */
    private Erasure await(Erasure erasure, Duration patience) {
        Erasure latest = erasure;
        if (!waiters.tryAcquire()) {
            return latest;
        }
        try {
            long giveUpAt = System.nanoTime() + patience.toNanos();
            while (latest.step().compareTo(Erasure.Step.DESTROY) <= 0 && System.nanoTime() < giveUpAt
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(PAUSE.toNanos());
                latest = erasures.find(erasure.id()).orElse(latest);
            }
            return latest;
        } finally {
            waiters.release();
        }
    }

    private Optional<CertificateResource> certificate(AccountId account) {
        return commands.find(AccountState.class, account).flatMap(this::certificate);
    }

    /** What is left of somebody who was erased. */
    Optional<CertificateResource> certificate(Decided<AccountState> known) {
        return known.state().standing() instanceof Standing.Erased(var certificate)
                ? Optional.of(CertificateResource.of(certificate, keys.publicKey(certificate.signingKey())))
                : Optional.empty();
    }
}

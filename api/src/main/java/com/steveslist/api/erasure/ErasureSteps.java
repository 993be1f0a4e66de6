package com.steveslist.api.erasure;

import com.steveslist.api.erasure.Erasure.Step;
import com.steveslist.api.mail.Outgoing;
import com.steveslist.command.account.AccountCommand.Erase;
import com.steveslist.command.account.AccountCommand.RefuseErasure;
import com.steveslist.command.account.AccountCommand.RequestErasure;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.account.AccountState.Standing;
import com.steveslist.command.dispatch.Bar;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.privacy.CertificateSigner;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.ErasureCertificate;
import com.steveslist.events.listing.ListingId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes an erasure one step further. Every step can be done again: it finds what it did before, and changes nothing. */
@Component
final class ErasureSteps {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureSteps.class);

    private static final String EMAIL = "email";

    /** Longer than the second after which a revoked credential opens nothing on any node. */
    static final Duration HEARD_EVERYWHERE = Duration.ofMillis(1_200);
    /** A call that was let in before has ended by then: at the second look, also one that received a file. */
    private static final Duration FIRST_SWEEP = Duration.ofSeconds(10);
    private static final Duration SECOND_SWEEP = Duration.ofMinutes(10);
    private static final Duration CHECKOUT_PAUSE = Duration.ofMillis(500);
    /** A checkout ends within 30 s. */
    private static final int CHECKOUT_TRIES = 80;

    private final Erasures erasures;
    private final OpenBusiness business;
    private final AccountRows rows;
    private final Commands commands;
    private final PersonalData personal;
    private final CertificateSigner signer;
    private final SigningKeys signingKeys;
    private final Outgoing outgoing;
    private final CommittedKeys claims;
    private final TransactionTemplate transactions;

    ErasureSteps(
            Erasures erasures,
            OpenBusiness business,
            AccountRows rows,
            Commands commands,
            PersonalData personal,
            CertificateSigner signer,
            SigningKeys signingKeys,
            Outgoing outgoing,
            CommittedKeys claims,
            @Qualifier("securityTransactions") TransactionTemplate transactions) {
        this.erasures = erasures;
        this.business = business;
        this.rows = rows;
        this.commands = commands;
        this.personal = personal;
        this.signer = signer;
        this.signingKeys = signingKeys;
        this.outgoing = outgoing;
        this.claims = claims;
        this.transactions = transactions;
    }

    void take(Erasure erasure) {
        if (wasRefused(erasure)) {
            erasures.refused(erasure, erasure.open());
            return;
        }
        switch (erasure.step()) {
            case CLOSE -> close(erasure);
            case CHECK -> check(erasure);
            case REVOKE -> {
                rows.revoke(erasure.account());
                erasures.next(erasure, Step.SCRUB, HEARD_EVERYWHERE);
            }
            case SCRUB -> {
                scrub(erasure, Step.DESTROY, Duration.ZERO);
            }
            case DESTROY -> destroy(erasure);
            case SWEEP -> scrub(erasure, Step.SWEEP_AGAIN, SECOND_SWEEP);
            case SWEEP_AGAIN -> scrub(erasure, Step.DONE, Duration.ZERO);
            case DONE, REFUSED -> {}
        }
    }

    /** A node that died, or was slower than its lease, may have opened the account again and not have said so here. */
    private boolean wasRefused(Erasure erasure) {
        boolean needsClosed = erasure.step().compareTo(Step.CHECK) >= 0 && erasure.step().compareTo(Step.DESTROY) <= 0;
        return needsClosed && commands.find(AccountState.class, erasure.account())
                .filter(known -> known.state().standing() instanceof Standing.Open)
                .isPresent();
    }

    /** What is under way already need not be found out with the account closed. */
    private void close(Erasure erasure) {
        List<OpenThing> open = business.of(erasure.account());
        if (!open.isEmpty()) {
            erasures.refused(erasure, texts(open));
            return;
        }
        try {
            commands.send(
                    new RequestErasure(
                            erasure.account(), Caller.MARKET, erasure.id(), erasure.demandedBy(), erasure.reason()),
                    context(erasure).claiming(new Claim(Bar.CLOSING, erasure.account().value(), erasure.account())));
            erasures.next(erasure, Step.CHECK, Duration.ZERO);
        } catch (CommandRejectedException e) {
            LOG.warn("{} is not carried out: {}", erasure.id(), e.detail());
            erasures.refused(erasure, List.of());
        }
    }

    /**
     * From here on nothing new can begin, so what is not open now will never be. Listings are taken off the market a hundred at a turn, so
     * that none lasts longer than the lease.
     */
    private void check(Erasure erasure) {
        List<ListingId> onSale = business.onSale(erasure.account());
        for (ListingId listing : onSale) {
            commands.send(new ListingCommand.Withdraw(listing, Caller.MARKET), context(erasure));
        }
        if (onSale.size() == OpenBusiness.MOST) {
            erasures.next(erasure, Step.CHECK, Duration.ZERO);
            return;
        }
        List<OpenThing> open = business.reserved(erasure.account());
        if (!open.isEmpty() && erasure.tries() < CHECKOUT_TRIES) {
            erasures.later(erasure, CHECKOUT_PAUSE);
            return;
        }
        if (open.isEmpty()) {
            open = business.of(erasure.account());
        }
        if (open.isEmpty()) {
            erasures.next(erasure, Step.REVOKE, Duration.ZERO);
            return;
        }
        commands.send(
                new RefuseErasure(erasure.account(), erasure.id(), texts(open)),
                context(erasure).claiming(Claim.release(Bar.CLOSING, erasure.account())));
        erasures.refused(erasure, texts(open));
    }

    private static List<String> texts(List<OpenThing> open) {
        return open.stream().map(OpenThing::text).toList();
    }

    /**
     * What a call under way made after the last look is revoked first and deleted a turn later, once every node has heard of it. Mails that
     * lie in a folder hold the address; they are found by it as long as it can be read, and by its hash from then on.
     */
    private void scrub(Erasure erasure, Step next, Duration pause) {
        if (rows.revoke(erasure.account()) > 0) {
            erasures.later(erasure, HEARD_EVERYWHERE);
            return;
        }
        Optional<String> email = commands.find(AccountState.class, erasure.account())
                .flatMap(known -> personal.decrypt(known.state().email()));
        String emailHash = email.isPresent() ? personal.lookupHash(EMAIL, email.get()) : keptHash(erasure);
        Set<String> about = emailHash == null ? Set.of(erasure.account().value()) : Set.of(erasure.account().value(), emailHash);
        long mails = outgoing.forget(about, email.orElse(null));
        transactions.executeWithoutResult(status -> {
            var deleted = rows.delete(erasure.account(), emailHash);
            if (mails > 0) {
                deleted.merge("mails", mails, Long::sum);
            }
            erasures.deleted(erasure, deleted);
            if (emailHash != null) {
                erasures.emailHash(erasure, emailHash);
            }
            erasures.next(erasure, next, pause);
        });
    }

    /** Null when nobody knows it any more, or somebody has signed up with the address again: what waits under it is theirs. */
    private @Nullable String keptHash(Erasure erasure) {
        String hash = erasure.emailHash();
        return hash == null || claims.holderOf(EMAIL, hash).isPresent() ? null : hash;
    }

    /** The key goes first: what is certified has happened. */
    private void destroy(Erasure erasure) {
        String key = personal.eraseKey(erasure.account());
        Decided<AccountState> known = commands.find(AccountState.class, erasure.account()).orElseThrow();
        if (known.state().standing() instanceof Standing.Closing) {
            commands.send(
                    new Erase(erasure.account(), certificate(erasure, key)),
                    context(erasure).claiming(Claim.release(EMAIL, erasure.account())));
        }
        erasures.next(erasure, Step.SWEEP, FIRST_SWEEP);
        LOG.info("{} is done: {} is erased", erasure.id(), erasure.account());
    }

    private ErasureCertificate certificate(Erasure erasure, String key) {
        signingKeys.keepPublicKey();
        ErasureCertificate unsigned = new ErasureCertificate(
                erasure.id(),
                erasure.account(),
                erasure.demandedBy(),
                erasure.reason(),
                erasure.demandedAt(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                erasure.deleted(),
                key,
                text(personal.keyBackupsKept()),
                signer.keyId(),
                "");
        return unsigned.signedWith(Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(unsigned.signedBytes())));
    }

    /** In whole days where it is so, as people state it: {@code P30D}. */
    private static String text(Duration kept) {
        return kept.equals(Duration.ofDays(kept.toDays())) ? "P" + kept.toDays() + "D" : kept.toString();
    }

    private static CommandContext context(Erasure erasure) {
        return CommandContext.of(erasure.actor(), erasure.requestId()).because(erasure.id().value(), null);
    }
}

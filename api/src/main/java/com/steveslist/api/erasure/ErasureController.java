package com.steveslist.api.erasure;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresSession;
import com.steveslist.api.input.Body;
import com.steveslist.api.security.PasswordAgain;
import com.steveslist.api.security.SessionCookie;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.account.AccountState.Standing;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.privacy.CertificateSigner;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code DELETE /v1/accounts/me}, and the certificate that it leaves. */
@Controller
final class ErasureController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final int WAITING_AT_ONCE = 200;
    private static final int SHOWN = 100;

    private final PasswordAgain passwordAgain;
    private final OpenBusiness business;
    private final Erasures erasures;
    private final Commands commands;
    private final CertificateSigner signer;
    private final Semaphore waiters = new Semaphore(WAITING_AT_ONCE);

    ErasureController(
            PasswordAgain passwordAgain, OpenBusiness business, Erasures erasures, Commands commands, CertificateSigner signer) {
        this.passwordAgain = passwordAgain;
        this.business = business;
        this.erasures = erasures;
        this.commands = commands;
        this.signer = signer;
    }

    /** Waits for the end for ten seconds, or as long as {@code Prefer} says; it comes all the same for who does not wait. */
    @DeleteMapping("/v1/accounts/me")
    @RequiresSession
    Answer erase(Call call) {
        call.params().done();
        Duration preferred = call.preferredWait();
        Body body = call.body();
        String password = body.requiredText("password", 1, 128);
        body.done();
        AccountId account = call.account();
        passwordAgain.require(account, password);
        refuse(business.of(account));
        Erasure erasure = erasures.demand(account, ErasureDemand.OWNER, call.actor(), call.requestId(), null);
        Erasure latest = await(erasure, preferred == null ? PATIENCE : preferred);
        if (latest.step() == Erasure.Step.REFUSED) {
            refuse(business.of(account));
            throw ApiException.of(ErrorCode.ACCOUNT_HAS_OPEN_BUSINESS, "Something began while you asked, and has ended since. Ask again.");
        }
        Optional<Decided<AccountState>> known = commands.find(AccountState.class, account);
        CertificateResource certificate = known.flatMap(this::certificate).orElse(null);
        ErasureResource resource = new ErasureResource(
                erasure.id().value(), account.value(), certificate == null ? "processing" : "erased", erasure.demandedAt(),
                call.origin() + "/v1/accounts/" + account + "/erasure-certificate", certificate);
        Answer answer = (certificate == null ? Answer.accepted(resource) : Answer.ok(resource))
                .at(known.orElseThrow().at())
                .caching(Caching.NEVER)
                .cookie(SessionCookie.ended(call.isSecure()));
        return preferred == null ? answer : answer.header("Preference-Applied", "wait=" + preferred.toSeconds());
    }

    private static void refuse(List<OpenThing> open) {
        if (!open.isEmpty()) {
            String things = open.size() == 1 ? "1 thing is" : open.size() + (open.size() == SHOWN ? " or more" : "") + " things are";
            throw ApiException.of(
                    ErrorCode.ACCOUNT_HAS_OPEN_BUSINESS,
                    things + " still under way with this account; errors names " + (open.size() == 1 ? "it" : "each") + " and what ends it.",
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

    @GetMapping("/v1/accounts/{id}/erasure-certificate")
    Answer certificate(Call call) {
        Fields fields = Fields.of(call.params(), CertificateResource.class);
        call.params().done();
        AccountId account = call.id(AccountId::new, "account");
        Decided<AccountState> known = commands.find(AccountState.class, account).orElseThrow(ErasureController::unknown);
        return Answer.ok(certificate(known).orElseThrow(ErasureController::unknown))
                .version(known.version() + 1, known.state().updatedAt())
                .at(known.at())
                .caching(Caching.PUBLIC)
                .only(fields);
    }

    private Optional<CertificateResource> certificate(Decided<AccountState> known) {
        return known.state().standing() instanceof Standing.Erased(var certificate)
                ? Optional.of(CertificateResource.of(certificate, signer))
                : Optional.empty();
    }

    private static ApiException unknown() {
        return ApiException.notFound("Nobody with this account was erased.");
    }
}

package com.steveslist.api.proof;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Answer.Caching;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.security.Scope;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.query.audit.Proofs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /v1/audit/inclusion} and {@code /consistency}: proofs of RFC 9162, against any size that the tree has had. */
@Controller
final class ProofController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Proofs proofs;
    private final LogEnd ends;

    ProofController(Proofs proofs, LogEnd ends) {
        this.proofs = proofs;
        this.ends = ends;
    }

    @GetMapping("/v1/audit/inclusion")
    @RequiresScope(Scope.AUDIT_READ)
    Answer inclusion(Call call) {
        call.account();
        Long position = call.params().whole("position", 1, Long.MAX_VALUE);
        Long size = call.params().whole("size", 1, Long.MAX_VALUE);
        if (position == null && call.params().isMissing("position")) {
            call.params().reject("position", "required", "position names the event.");
        }
        if (position != null && size != null && size < position) {
            call.params().reject("size", "invalid_value", "size is position or more.");
        }
        Fields fields = Fields.of(call.params(), InclusionResource.class);
        call.params().done();
        LogPosition end = ends.of(call);
        long of = size == null ? signed(position == null ? 1 : position, end) : known(size);
        Proofs.Inclusion proof = proofs.inclusion(position == null ? 1 : position, of);
        return Answer.ok(InclusionResource.of(proof.proof(), proof.leaf())).at(end).caching(Caching.NEVER).only(fields);
    }

    @GetMapping("/v1/audit/consistency")
    @RequiresScope(Scope.AUDIT_READ)
    Answer consistency(Call call) {
        call.account();
        Long from = call.params().whole("from", 1, Long.MAX_VALUE);
        Long to = call.params().whole("to", 1, Long.MAX_VALUE);
        if (from == null && call.params().isMissing("from")) {
            call.params().reject("from", "required", "from is the size of the earlier tree.");
        }
        if (from != null && to != null && to < from) {
            call.params().reject("to", "invalid_value", "to is from or more.");
        }
        Fields fields = Fields.of(call.params(), ConsistencyResource.class);
        call.params().done();
        LogPosition end = ends.of(call);
        long earlier = from == null ? 1 : from;
        long later = to == null ? signed(earlier, end) : known(to);
        return Answer.ok(ConsistencyResource.of(proofs.consistency(earlier, later), proofs.root(earlier), proofs.root(later)))
                .at(end)
                .caching(Caching.NEVER)
                .only(fields);
    }

    /** The size of the latest head, which covers a position; signed now if need be, also when an epoch has begun since. */
    private long signed(long position, LogPosition end) {
        @Nullable SignedHead latest = proofs.latest()
                .filter(head -> head.size() >= position && head.head().epoch() >= end.epoch())
                .orElse(null);
        if (latest == null) {
            if (position > end.position()) {
                throw ApiException.notFound("There is no event at position " + position + " yet: the log ends at " + end.position() + ".");
            }
            latest = proofs.covering(end, PATIENCE).orElseThrow(HeadController::notSigned);
        }
        return latest.size();
    }

    private long known(long size) {
        long known = proofs.size();
        if (size > known) {
            throw ApiException.notFound("There is no tree of " + size + " events yet: it has " + known + ".");
        }
        return size;
    }
}

package com.steveslist.api.story;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Call;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Identity;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.order.OrderId;
import com.steveslist.query.story.Dossier;
import com.steveslist.query.story.Stories;
import com.steveslist.query.story.Story;
import com.steveslist.query.story.StoryContext.Discretion;
import com.steveslist.query.story.StoryLog;
import com.steveslist.query.story.StoryProofs;
import com.steveslist.query.story.StoryProofs.NoSuchHeadException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes dossiers of orders for whom they concern. Personal values stay closed in them: they are made to be handed on. */
@Component
final class Dossiers {

    private final Stories stories;
    private final StoryLog log;
    private final StoryProofs proofs;
    private final ApiKeys keys;

    Dossiers(Stories stories, StoryLog log, StoryProofs proofs, ApiKeys keys) {
        this.stories = stories;
        this.log = log;
        this.proofs = proofs;
        this.keys = keys;
    }

    /** @param at a place that it shows */
    record Made(Dossier dossier, LogPosition at) {}

    /** Of the order that the call names, as far as its caller may see it. @param head as in {@link StoryProofs#prove} */
    Made make(Call call, @Nullable Long head) {
        OrderId id = call.id(OrderId::new, "order");
        call.account();
        Identity viewer = Objects.requireNonNull(call.identity());
        AccountId seenBy = viewer.isAuditor() ? null : viewer.account();
        LogPosition end = log.end();
        LogPosition notBefore = call.notBefore();
        if (notBefore != null && !end.covers(notBefore)) {
            throw ConsistencyTokens.refused();
        }
        Story story = stories.ofOrder(id, seenBy).orElseThrow(() -> ApiException.notFound("There is no such order."));
        Discretion discretion = new Discretion(null, new Openness(viewer, keys));
        try {
            return new Made(Dossier.of(story, discretion, seenBy).proven(story, discretion, proofs, head), end);
        } catch (NoSuchHeadException e) {
            throw ApiException.of(e.isAwaited() ? ErrorCode.HEAD_NOT_SIGNED : ErrorCode.HEAD_NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }
}

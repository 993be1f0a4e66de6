package com.steveslist.query.story;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.query.story.StoryContext.Discretion;
import com.steveslist.query.story.StoryProofs.Proven;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story with its proofs, to be handed over. Nothing in it depends on when or where it was made.
 *
 * @param cut whether events are left out at the end, because there are too many
 * @param id of what it is about
 * @param kind {@code order}
 * @param personal whether personal values are open
 * @param proofs null where none were asked for
 * @param seenBy the account that may see what is in it, and no more; null when it is the whole
 */
@JsonPropertyOrder(alphabetic = true)
public record Dossier(
        boolean cut,
        List<StoryLine> events,
        String id,
        String kind,
        boolean personal,
        @Nullable Proven proofs,
        @Nullable String seenBy) {

    public Dossier {
        events = List.copyOf(events);
    }

    /** Without proofs. */
    public static Dossier of(Story story, Discretion discretion, @Nullable AccountId seenBy) {
        StoryContext context = new StoryContext(story.events(), discretion);
        return new Dossier(
                story.cut(),
                story.events().stream().map(event -> StoryLine.of(event, context)).toList(),
                story.subject().id(),
                story.subject().kind().word(),
                discretion.opener() != null,
                null,
                seenBy == null ? null : seenBy.value());
    }

    /** With the proofs of every event of the story that it was made of. @param head as in {@link StoryProofs#prove} */
    public Dossier proven(Story story, Discretion discretion, StoryProofs proofs, @Nullable Long head) {
        StoryContext context = new StoryContext(story.events(), discretion);
        List<EventEnvelope> envelopes = story.events().stream().map(RecordedEvent::envelope).toList();
        @Nullable Proven proven = proofs.prove(envelopes.stream().map(EventEnvelope::position).toList(), head);
        return new Dossier(cut, events, id, kind, personal, proven == null ? null : proven.toldTo(context, envelopes), seenBy);
    }
}

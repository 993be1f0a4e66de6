package com.steveslist.api.audit;

import com.steveslist.api.audit.PastEventResource.ActorResource;
import com.steveslist.api.http.Json;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.command.dispatch.EnvelopeMetadata;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.query.audit.PastEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows events to one viewer, as far as they may see what is in them. For one answer, on one thread. */
final class PastEvents {

    /** By which the payment provider knows a payment: between us and the provider. */
    private static final String PROVIDER_REFERENCE = "provider_reference";

    private final Viewer viewer;
    private final Discretion discretion;
    private final Authorship own;
    private final @Nullable String askedFor;

    /** @param askedFor the request that the viewer named; null for none */
    PastEvents(Viewer viewer, Discretion discretion, ApiKeys keys, @Nullable String askedFor) {
        this.viewer = viewer;
        this.discretion = discretion;
        this.own = new Authorship(viewer.account(), keys);
        this.askedFor = askedFor;
    }

    PastEventResource show(PastEvent event) {
        EventEnvelope envelope = event.envelope();
        return new PastEventResource(
                envelope.eventId(),
                envelope.position(),
                envelope.at().epoch(),
                envelope.stream(),
                envelope.version() + 1,
                envelope.type(),
                envelope.typeVersion(),
                envelope.occurredAt(),
                envelope.recordedAt(),
                envelope.owner().value(),
                envelope.parties().stream().map(AccountId::value).toList(),
                actor(envelope.actor()),
                envelope.metadata().get(EnvelopeMetadata.COMMAND),
                requestId(envelope, envelope.requestId()),
                requestId(envelope, envelope.correlationId()),
                envelope.causedBy(),
                data(event),
                envelope.leaf(event.payload()).hash().toString());
    }

    ActorResource actor(Actor actor) {
        return new ActorResource(
                actor.kind().name().toLowerCase(Locale.ROOT),
                actor.kind() != Actor.Kind.KEY || viewer.isAuditor() || own.isOwnKey(actor.id()) ? actor.id() : null);
    }

    /** Also of a conversation, which without one of its own has the request's. */
    private @Nullable String requestId(EventEnvelope envelope, @Nullable String id) {
        boolean open = viewer.isAuditor() || own.isBy(envelope.actor());
        return id == null || open || Authorship.saysNothing(id) || id.equals(askedFor) || !id.equals(envelope.requestId()) ? id : null;
    }

    private JsonNode data(PastEvent event) {
        EventEnvelope envelope = event.envelope();
        JsonNode payload = Json.read(new String(event.payload(), StandardCharsets.UTF_8));
        if (payload instanceof ObjectNode object && !viewer.isAuditor()) {
            object.remove(PROVIDER_REFERENCE);
        }
        return PersonalPaths.opened(envelope.type(), envelope.typeVersion(), payload, this::open).orElseGet(Json::object);
    }

    private String open(String encrypted) {
        return discretion.decrypt(new EncryptedText(encrypted)).orElse(Discretion.ERASED);
    }
}

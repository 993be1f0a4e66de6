package com.steveslist.api.story;

import com.steveslist.api.audit.Authorship;
import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Identity;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.payment.PaymentEvent;
import java.util.function.Predicate;

/**
 * Which events are told in full, with the very bytes that the log keeps: for auditors all of them. For others none that names somebody else's
 * key, or has a request's id in the words of somebody else's client, or that by which the provider knows a payment. For one answer.
 */
final class Openness implements Predicate<EventEnvelope> {

    private static final String WITH_REFERENCE = EventCatalog.current().stream()
            .filter(type -> type.form() == PaymentEvent.Authorized.class)
            .map(EventType::name)
            .findFirst()
            .orElseThrow();

    private final Identity viewer;
    private final Authorship own;

    Openness(Identity viewer, ApiKeys keys) {
        this.viewer = viewer;
        this.own = new Authorship(viewer.account(), keys);
    }

    @Override
    public boolean test(EventEnvelope event) {
        return viewer.isAuditor() || !event.type().equals(WITH_REFERENCE) && (own.isBy(event.actor()) || namesNothingOfOthers(event));
    }

    private static boolean namesNothingOfOthers(EventEnvelope event) {
        // A conversation without an id of its own has its request's.
        return event.actor().kind() != Actor.Kind.KEY && Authorship.saysNothing(event.requestId());
    }
}

package com.steveslist.api.story;

import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Identity;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.payment.PaymentEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events are told in full, with the very bytes that the log keeps: for auditors all of them. For others none that names somebody else's
 * key, or has a request's id in the words of somebody else's client, or that by which the provider knows a payment. For one answer.
 */
final class Openness implements Predicate<EventEnvelope> {

    /** Ids of requests that were made here say nothing; those of clients are their own words. */
    private static final Pattern OURS = Pattern.compile("req_[0-9a-z]{26}");

    private static final String WITH_REFERENCE = EventCatalog.current().stream()
            .filter(type -> type.form() == PaymentEvent.Authorized.class)
            .map(EventType::name)
            .findFirst()
            .orElseThrow();

    private final Identity viewer;
    private final ApiKeys keys;
    private final Map<String, Boolean> ownKeys = new HashMap<>();

    Openness(Identity viewer, ApiKeys keys) {
        this.viewer = viewer;
        this.keys = keys;
    }

    @Override
    public boolean test(EventEnvelope event) {
        return viewer.isAuditor() || !event.type().equals(WITH_REFERENCE) && (isOwn(event.actor()) || namesNothingOfOthers(event));
    }

    private static boolean namesNothingOfOthers(EventEnvelope event) {
        // A conversation without an id of its own has its request's.
        return event.actor().kind() != Actor.Kind.KEY && saysNothing(event.requestId());
    }

    private static boolean saysNothing(@Nullable String request) {
        return request == null || OURS.matcher(request).matches();
    }

    private boolean isOwn(Actor actor) {
        return switch (actor.kind()) {
            case ACCOUNT -> actor.id().equals(viewer.account().value());
            case KEY -> ownKeys.computeIfAbsent(actor.id(), this::isOwnKey);
            case STAFF, SAGA, JOB, ANONYMOUS -> false;
        };
    }

    private boolean isOwnKey(String id) {
        try {
            return keys.findEvenRevoked(new ApiKeyId(id), viewer.account()).isPresent();
        } catch (IllegalArgumentException program) {
            return false;
        }
    }
}

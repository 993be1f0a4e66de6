package com.steveslist.query.story;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.privacy.EncryptedText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the rest of a story says that one event's sentence needs: who buys and sells, what listings are called, what led to what. */
public final class StoryContext {

    /** Opens a personal value; empty when its key was erased. */
    @FunctionalInterface
    public interface Opener extends Function<EncryptedText, Optional<String>> {}

    private static final String CLOSED = "[personal]";
    private static final String ERASED = "[erased]";

    private final Discretion discretion;
    private final Map<String, EventEnvelope> byId = new HashMap<>();
    private final Map<ListingId, String> names = new HashMap<>();
    private final Set<AccountId> buyers = new HashSet<>();
    private final Set<AccountId> sellers = new HashSet<>();

    /**
     * What a story keeps to itself.
     *
     * @param opener null when personal values stay closed
     * @param open whether who did it, and in which request, may be told in full; otherwise keys and requests are not named
     */
    public record Discretion(@Nullable Opener opener, Predicate<EventEnvelope> open) {

        /** Tells all but personal values. */
        public static final Discretion CLOSED_VALUES = new Discretion(null, event -> true);
    }

    public StoryContext(List<RecordedEvent> events, Discretion discretion) {
        this.discretion = discretion;
        events.forEach(this::learn);
    }

    private void learn(RecordedEvent recorded) {
        byId.put(recorded.envelope().eventId(), recorded.envelope());
        switch (recorded.event()) {
            case CheckoutEvent.Started started -> buyers.add(started.buyerId());
            case CheckoutEvent.Priced priced -> priced.orders().forEach(order -> sellers.add(order.sellerId()));
            case OrderEvent.Placed placed -> {
                buyers.add(placed.buyerId());
                sellers.add(placed.sellerId());
                placed.items().forEach(item -> names.put(item.listingId(), item.name()));
            }
            case ListingEvent.Drafted drafted -> {
                sellers.add(drafted.sellerId());
                names.put(drafted.listingId(), drafted.details().name());
            }
            case ListingEvent.Reserved reserved -> {
                sellers.add(reserved.sellerId());
                names.put(reserved.listingId(), reserved.item().name());
            }
            default -> {}
        }
    }

    /** A personal value, or what stands in its place. */
    String personal(EncryptedText value) {
        Opener opener = discretion.opener();
        return opener == null ? CLOSED : opener.apply(value).map(Words::quoted).orElse(ERASED);
    }

    /** Whether keys and requests of an event are named. */
    boolean isOpen(EventEnvelope event) {
        return discretion.open().test(event);
    }

    /** A listing by its name and id. */
    String listing(ListingId listing) {
        String name = names.get(listing);
        return name == null ? "listing " + listing.value() : Words.quoted(name) + " (" + listing.value() + ")";
    }

    /** {@code the buyer} where there is one only. */
    String buyer(AccountId account) {
        return buyers.size() == 1 && buyers.contains(account) ? "the buyer" : "the buyer " + account.value();
    }

    /** Likewise. */
    String seller(AccountId account) {
        return sellers.size() == 1 && sellers.contains(account) ? "the seller" : "the seller " + account.value();
    }

    /** Who did it and, for what the market does by itself, on whose behalf. */
    String actor(EventEnvelope event) {
        Actor actor = event.actor();
        return switch (actor.kind()) {
            case ACCOUNT -> account(new AccountId(actor.id()));
            case KEY -> isOpen(event) ? "a program with the API key " + Words.visible(actor.id()) : "a program with an API key";
            case STAFF -> "staff " + Words.visible(actor.id());
            case SAGA -> "the market (" + Words.visible(actor.id()) + ")" + onBehalf(event);
            case JOB -> "the market (job " + Words.visible(actor.id()) + ")" + onBehalf(event);
            case ANONYMOUS -> "somebody who was not signed in";
        };
    }

    private String account(AccountId account) {
        String role = buyers.contains(account) ? "the buyer " : sellers.contains(account) ? "the seller " : "account ";
        return role + account.value();
    }

    /** Goes back along the causes that the story has. */
    private String onBehalf(EventEnvelope event) {
        EventEnvelope cause = causeOf(event);
        while (cause != null && (cause.actor().kind() == Actor.Kind.SAGA || cause.actor().kind() == Actor.Kind.JOB)) {
            cause = causeOf(cause);
        }
        return cause == null ? "" : " for " + actor(cause);
    }

    /** An event comes after its cause in the log, so going back ends. */
    private @Nullable EventEnvelope causeOf(EventEnvelope event) {
        EventEnvelope cause = event.causedBy() == null ? null : byId.get(event.causedBy());
        return cause != null && cause.position() < event.position() ? cause : null;
    }
}

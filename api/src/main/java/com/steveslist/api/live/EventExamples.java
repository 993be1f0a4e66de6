package com.steveslist.api.live;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.id.Id;
import com.steveslist.events.money.Currency;
import com.steveslist.events.money.Money;
import com.steveslist.events.privacy.EncryptedText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * An example of the payload of every event that clients can be told about: made of the event's record and written as the events themselves
 * are, so that it has every member that there can be.
 */
@Component
public final class EventExamples {

    private static final String SOME_ID = "_01kb5p3h2v8e6r9s0t1w2x3y4z";

    /** By the name of a member; a type's name before it where the same name means something else. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("name", "Steve Steveington"),
            Map.entry("email", "steve@example.com"),
            Map.entry("ListingDetails.name", "Second-hand TV"),
            Map.entry("OrderItem.name", "Second-hand TV"),
            Map.entry("description", "One careful owner. Possibly two."),
            Map.entry("category", "electronics"),
            Map.entry("labels", "TV"),
            Map.entry("photos", "pho_1"),
            Map.entry("scopes", "orders:read"),
            Map.entry("country", "US"),
            Map.entry("city", "San Francisco"),
            Map.entry("line1", "1 Main Street"),
            Map.entry("line2", "Second floor"),
            Map.entry("state", "CA"),
            Map.entry("postalCode", "94105"),
            Map.entry("language", "en"),
            Map.entry("timeZone", "America/Los_Angeles"),
            Map.entry("subject", "chk" + SOME_ID),
            Map.entry("paymentMethodId", "pm_card_ok"),
            Map.entry("code", "card_declined"),
            Map.entry("RefundEvent.code", "refund_refused"),
            Map.entry("detail", "Not enough left of Second-hand TV: 1 can be had."),
            Map.entry("reason", "The remote is missing"),
            Map.entry("carrier", "Steve's van"),
            Map.entry("trackingNumber", "SV-1"),
            Map.entry("providerReference", "sp_1"),
            Map.entry("call", "GET /v1/audit/events"),
            Map.entry("open", "order ord" + SOME_ID),
            Map.entry("ErasureCertificate.reason", "Asked for by letter"),
            Map.entry("personKey", "database/acct" + SOME_ID),
            Map.entry("keyBackupsKept", "P30D"),
            Map.entry("signingKey", "6e340b9cffb37a98"),
            Map.entry("signature", "A".repeat(86)));

    private final EventPayloads payloads = new EventPayloads(text -> text.value().substring("enc1.".length()));

    /** As those are told it whom the event concerns. */
    public JsonNode of(EventType type) {
        return payloads.of((DomainEvent) record(type.form()), true);
    }

    private static Object record(Class<?> form) {
        RecordComponent[] components = form.getRecordComponents();
        Object[] values = Arrays.stream(components).map(member -> value(form, member.getName(), member.getGenericType())).toArray();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return made(form, types, values);
    }

    private static Object made(Class<?> form, Class<?>[] types, @Nullable Object... values) {
        try {
            return form.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no example can be made of " + form.getName(), e);
        }
    }

    private static Object value(Class<?> form, String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == Map.class) {
                return generic.getActualTypeArguments()[1] == Long.class ? Map.of("sessions", 1L) : Map.of("brand", "Acme");
            }
            Object one = value(form, name, generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Set.class ? Set.of(one) : List.of(one);
        }
        return value(form, name, (Class<?>) type);
    }

    private static Object value(Class<?> form, String name, Class<?> type) {
        if (Id.class.isAssignableFrom(type)) {
            return made(type, new Class<?>[] {String.class}, prefix(type) + SOME_ID);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "String" -> text(form, name);
            case "EncryptedText" -> new EncryptedText("enc1." + text(form, name));
            case "Instant" -> Instant.parse("2026-12-05T10:15:00Z");
            case "Money" -> new Money(129_900, new Currency("usd"));
            case "long", "Long" -> 1L;
            case "int", "Integer" -> 1;
            case "Double" -> name.equals("latitude") ? 37.7749 : -122.4194;
            default -> record(type);
        };
    }

    private static String text(Class<?> form, String name) {
        Class<?> family = form.getEnclosingClass() == null ? form : form.getEnclosingClass();
        String own = TEXTS.get(family.getSimpleName() + "." + name);
        String text = own == null ? TEXTS.get(name) : own;
        if (text == null) {
            throw new IllegalStateException("say in EventExamples what " + name + " of " + form.getName() + " could be");
        }
        return text;
    }

    private static String prefix(Class<?> id) {
        try {
            return String.valueOf(id.getField("PREFIX").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(id.getName() + " does not say how it begins", e);
        }
    }
}

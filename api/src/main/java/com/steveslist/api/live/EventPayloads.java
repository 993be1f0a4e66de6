package com.steveslist.api.live;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.steveslist.api.http.Json;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.id.Id;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.money.Currency;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * What an event says, as JSON with the same names as everywhere else. The accounts that it is about read personal values in the clear, as
 * they do in the things themselves; for everybody else those, and what only the seller is told, are left out. A value whose key was erased
 * reads "erased".
 */
@Component
final class EventPayloads {

    private final JsonMapper forParties;
    private final JsonMapper forAnybody;

    @Autowired
    EventPayloads(PersonalData personal) {
        this(personal::read);
    }

    /** @param inTheClear what an encrypted text says; {@code erased} when that is gone */
    EventPayloads(Function<EncryptedText, @Nullable String> inTheClear) {
        SimpleModule clear =
                new SimpleModule().addSerializer(EncryptedText.class, new TextSerializer<>(EncryptedText.class, inTheClear));
        this.forParties = vocabulary().addModule(clear).build();
        this.forAnybody = vocabulary()
                .addMixIn(EncryptedText.class, NotForAnybody.class)
                .addMixIn(ListingEvent.Removed.class, WithoutReason.class)
                .build();
    }

    JsonNode of(DomainEvent event, boolean forParty) {
        return (forParty ? forParties : forAnybody).valueToTree(event);
    }

    private static JsonMapper.Builder vocabulary() {
        SimpleModule texts = new SimpleModule()
                .addSerializer(Id.class, new TextSerializer<>(Id.class, Id::value))
                .addSerializer(Currency.class, new TextSerializer<>(Currency.class, Currency::code))
                .addSerializer(Instant.class, new TextSerializer<>(Instant.class, Json::time))
                .addSerializer(Enum.class, new TextSerializer<>(Enum.class, constant -> constant.name().toLowerCase(Locale.ROOT)));
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                // Money.isZero() and its like are no part of an event.
                .changeDefaultVisibility(all -> all.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                .addMixIn(PaymentEvent.Authorized.class, WithoutReference.class)
                .addModule(texts);
    }

    @JsonIgnoreType
    private interface NotForAnybody {}

    private interface WithoutReason {
        @JsonIgnore
        String reason();
    }

    /** By which the provider knows a payment: between us and the provider. */
    private interface WithoutReference {
        @JsonIgnore
        String providerReference();
    }

    private static final class TextSerializer<T> extends StdSerializer<T> {

        private final Function<T, @Nullable String> text;

        TextSerializer(Class<T> type, Function<T, @Nullable String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            String written = text.apply(value);
            if (written == null) {
                generator.writeNull();
            } else {
                generator.writeString(written);
            }
        }
    }
}

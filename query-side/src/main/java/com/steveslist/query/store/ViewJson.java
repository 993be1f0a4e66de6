package com.steveslist.query.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Currency;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundId;
import java.util.List;

/** Views as JSON documents: snake case, ids and encrypted texts as plain strings, times as RFC 3339. */
public final class ViewJson {

    private static final List<Class<?>> TEXTS = List.of(
            AccountId.class,
            CheckoutId.class,
            ListingId.class,
            OrderId.class,
            PaymentId.class,
            RefundId.class,
            EncryptedText.class);

    private static final ObjectMapper MAPPER = mapper();

    private ViewJson() {}

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                // A newer node may have written more than this one knows.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addMixIn(Currency.class, CurrencyText.class);
        TEXTS.forEach(type -> builder.addMixIn(type, ValueText.class));
        return builder.build();
    }

    public static String write(Object view) {
        try {
            return MAPPER.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a view cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The same JSON, to be looked into. */
    public static JsonNode tree(Object view) {
        return MAPPER.valueToTree(view);
    }

    public static <V> V read(String json, Class<V> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored view cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private abstract static class ValueText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        ValueText(String value) {}

        @JsonValue
        abstract String value();
    }

    private abstract static class CurrencyText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        CurrencyText(String code) {}

        @JsonValue
        abstract String code();
    }
}

package com.steveslist.infra.serialization;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.steveslist.events.id.Id;
import com.steveslist.events.money.Currency;
import com.steveslist.events.privacy.EncryptedText;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The vocabulary's own types in JSON: ids, currencies and encrypted texts are plain strings, enums are lower case, sets are sorted. */
final class VocabularyModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    VocabularyModule() {
        super("steveslist-vocabulary");
        addSerializer(Id.class, writing(Id::value));
        addSerializer(EncryptedText.class, writing(EncryptedText::value));
        addSerializer(Currency.class, writing(Currency::code));
        addSerializer(Enum.class, writing(constant -> constant.name().toLowerCase(Locale.ROOT)));
        addSerializer(new SortedSetSerializer());
        addDeserializer(EncryptedText.class, reading(EncryptedText::new));
        addDeserializer(Currency.class, reading(Currency::new));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new ByKind());
    }

    private static <T> JsonSerializer<T> writing(Function<T, String> text) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(text.apply(value));
            }
        };
    }

    private static <T> JsonDeserializer<T> reading(Function<String, T> parse) {
        return new JsonDeserializer<>() {
            @Override
            public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                if (json.currentToken() != JsonToken.VALUE_STRING) {
                    context.reportInputMismatch(this, "expected a string");
                }
                try {
                    return parse.apply(json.getText());
                } catch (IllegalArgumentException e) {
                    return context.reportInputMismatch(this, "%s", e.getMessage());
                }
            }
        };
    }

    /** Any record that is an {@link Id} through its constructor from one string, and any enum. */
    private static final class ByKind extends Deserializers.Base {

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            return Id.class.isAssignableFrom(type.getRawClass()) ? reading(constructorOf(type.getRawClass())) : null;
        }

        @Override
        public JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            Map<String, Object> constants = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
            }
            return reading(text -> {
                Object constant = constants.get(text);
                if (constant == null) {
                    throw new IllegalArgumentException("not one of " + new TreeSet<>(constants.keySet()) + ": " + text);
                }
                return constant;
            });
        }

        private static Function<String, Object> constructorOf(Class<?> idType) {
            try {
                MethodHandle constructor = MethodHandles.publicLookup()
                        .findConstructor(idType, MethodType.methodType(void.class, String.class))
                        .asType(MethodType.methodType(Object.class, String.class));
                return text -> construct(constructor, text);
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(idType.getName() + " needs a public constructor from one String", e);
            }
        }

        private static Object construct(MethodHandle constructor, String text) {
            try {
                return constructor.invokeExact(text);
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class SortedSetSerializer extends StdSerializer<Set<?>> {
        private static final long serialVersionUID = 1;

        /** Ids have no order of their own; any order will do that is always the same. */
        private static final Comparator<Object> BY_TEXT = Comparator.comparing(Object::toString);

        SortedSetSerializer() {
            super(Set.class, false);
        }

        @Override
        public void serialize(Set<?> set, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray(set, set.size());
            for (Object element : set.stream().sorted(BY_TEXT).toList()) {
                provider.defaultSerializeValue(element, json);
            }
            json.writeEndArray();
        }
    }
}

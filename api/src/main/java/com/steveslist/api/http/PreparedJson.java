package com.steveslist.api.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.UTF8JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** A thing with its JSON, so that what many ask for is written once. */
public final class PreparedJson {

    private final Object thing;
    private final SerializableString compact;

    private PreparedJson(Object thing) {
        this.thing = thing;
        this.compact = new WrittenJson(Json.write(thing, false));
    }

    /** The thing itself, for who wants a part of it or another form. */
    public Object thing() {
        return thing;
    }

    /**
     * What was prepared, as long as what it was prepared from is somewhere in memory.
     *
     * @param <S> compared by identity, so it must be immutable
     */
    public static final class Shelf<S> {

        private final Cache<S, PreparedJson> prepared = Caffeine.newBuilder().weakKeys().build();
        private final Function<S, ?> render;

        public Shelf(Function<S, ?> render) {
            this.render = render;
        }

        public PreparedJson of(S source) {
            return prepared.get(source, known -> new PreparedJson(render.apply(known)));
        }
    }

    /** Writes what is prepared where compact JSON is written, and the thing in every other form. */
    static final class Serializer extends StdSerializer<PreparedJson> {

        Serializer() {
            super(PreparedJson.class);
        }

        @Override
        public void serialize(PreparedJson value, JsonGenerator generator, SerializationContext context) {
            if (generator instanceof UTF8JsonGenerator bytes && bytes.getPrettyPrinter() == null) {
                bytes.writeRawValue(value.compact);
            } else {
                context.writeValue(generator, value.thing);
            }
        }
    }
}

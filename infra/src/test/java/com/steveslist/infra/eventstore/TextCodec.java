package com.steveslist.infra.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.steveslist.infra.serialization.PayloadCodec;

/** Axon's suite stores plain strings. */
final class TextCodec implements PayloadCodec {

    @Override
    public Encoded encode(Object payload) {
        return new Encoded("test.said", 1, ((String) payload).getBytes(UTF_8));
    }

    @Override
    public Object decode(String name, int version, byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}

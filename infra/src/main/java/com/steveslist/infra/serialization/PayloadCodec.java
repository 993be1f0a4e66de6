package com.steveslist.infra.serialization;

/** Turns payloads into bytes under a public name and version, and back. */
public interface PayloadCodec {

    /** Throws {@link IllegalArgumentException} when the payload has no public name. */
    Encoded encode(Object payload);

    /** The payload in today's form. Throws {@link UnreadablePayloadException} when name, version or bytes are not understood. */
    Object decode(String name, int version, byte[] bytes);

    /** @param version of the payload's form, from 1 */
    record Encoded(String name, int version, byte[] bytes) {}
}

package com.steveslist.infra.privacy;

import org.jspecify.annotations.Nullable;

/** Makes keys of 32 bytes and lets them out of this process only wrapped, bound to their owner. */
interface KeyWrapper {

    /** As {@link KeyVault#kind}. */
    String vaultKind();

    /** @param by the id of what wrapped it; null for what was wrapped before that had an id */
    record Wrapped(byte[] bytes, @Nullable String by) {}

    /** A new key, wrapped. @param owner a person, or a use */
    Wrapped newKey(String owner);

    /** Throws {@link IllegalStateException} when it was wrapped for another owner or by something that is not configured. */
    byte[] unwrap(String owner, Wrapped wrapped);
}

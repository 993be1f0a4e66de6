package com.steveslist.api.command;

import com.steveslist.api.http.Call;
import com.steveslist.api.security.Signer;
import com.steveslist.command.dispatch.IdempotencyKey;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes of {@code Idempotency-Key} what the command side commits with the events: scope, key, and a fingerprint of what was asked. */
@Component
public final class IdempotencyKeys {

    private final Signer signer;

    IdempotencyKeys(Signer signer) {
        this.signer = signer;
    }

    /** Null when the call has no key. Whoever shows no credentials has a scope of their own through {@link #ofStranger}. */
    public @Nullable IdempotencyKey of(Call call, String resourceId) {
        return make(call, call.actor().kind() == com.steveslist.events.envelope.Actor.Kind.ANONYMOUS
                ? "anonymous"
                : call.account().value(), resourceId);
    }

    /** For a call without credentials. @param person a keyed hash of what names who is meant, so that strangers share no keys */
    public @Nullable IdempotencyKey ofStranger(Call call, String person, String resourceId) {
        return make(call, "anonymous " + person, resourceId);
    }

    private @Nullable IdempotencyKey make(Call call, String who, String resourceId) {
        String key = call.idempotencyKey();
        return key == null
                ? null
                : new IdempotencyKey(who + " " + call.method() + " " + call.path(), key, fingerprint(call.sent()), resourceId);
    }

    /** Keyed, so that nothing of the body, which may hold a password, can be guessed from it. Order and white space do not count. */
    private String fingerprint(@Nullable JsonNode sent) {
        return signer.sign(Signer.Use.IDEMPOTENCY, sent == null ? "" : canonical(sent).toString());
    }

    private static Object canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> sorted = new TreeMap<>();
            node.properties().forEach(member -> sorted.put(member.getKey(), canonical(member.getValue())));
            return sorted;
        }
        return node.isArray() ? node.valueStream().map(IdempotencyKeys::canonical).toList() : node.toString();
    }
}

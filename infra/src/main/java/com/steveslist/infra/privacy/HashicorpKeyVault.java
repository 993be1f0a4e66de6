package com.steveslist.infra.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.steveslist.command.privacy.KeysUnavailableException;
import com.steveslist.events.account.AccountId;
import com.steveslist.infra.privacy.HashicorpCalls.Answer;
import com.steveslist.infra.privacy.KeysProperties.Hashicorp;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys in HashiCorp Vault's key/value engine of version 2, a secret a person. A secret has one version for ever: it is written only when
 * there is none ("check and set"), and erasing destroys its data and leaves its number, so it can never be written again.
 */
final class HashicorpKeyVault implements KeyVault {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final Map<String, ?> ONLY_IF_NEW = Map.of("cas", 0);

    private final HashicorpCalls calls;
    private final Hashicorp settings;

    HashicorpKeyVault(Hashicorp settings) {
        this.settings = settings;
        this.calls = new HashicorpCalls(settings);
    }

    @Override
    public String kind() {
        return "hashicorp";
    }

    @Override
    public void create(AccountId person) {
        write(person, Map.of("key", Base64.getEncoder().encodeToString(AesGcm.randomKey())));
    }

    /**
     * Refused, as it should be, when there is a version already, destroyed or not. An engine of version 1 writes too, and tells no version: it
     * would forget nothing for good.
     */
    private void write(AccountId person, Map<String, String> data) {
        Answer answer = calls.call("POST", path("data", person), Map.of("options", ONLY_IF_NEW, "data", data));
        boolean known = answer.status() == BAD_REQUEST && answer.body().path("errors").toString().contains("check-and-set");
        boolean written = answer.isSuccess() && answer.body().path("data").path("version").isInt();
        if (!written && !known) {
            throw refused("write", answer);
        }
    }

    @Override
    public Optional<SecretKey> find(AccountId person) {
        Answer answer = calls.call("GET", path("data", person), null);
        if (isWithoutKey(answer)) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw refused("read", answer);
        }
        JsonNode key = answer.body().path("data").path("data").path("key");
        return key.isTextual() ? Optional.of(new SecretKeySpec(Base64.getDecoder().decode(key.asText()), "AES")) : Optional.empty();
    }

    /**
     * There never was a secret, or its data was destroyed. That there is no such engine, or no such page, is "not found" as well, and says
     * nothing of a key: everybody would be taken to be erased.
     */
    private static boolean isWithoutKey(Answer answer) {
        JsonNode errors = answer.body().path("errors");
        boolean never = errors.isArray() && errors.isEmpty();
        boolean destroyed = errors.isMissingNode() && answer.body().path("data").path("metadata").isObject();
        return answer.status() == NOT_FOUND && (never || destroyed);
    }

    @Override
    public void erase(AccountId person) {
        write(person, Map.of("erased", "true"));
        Answer answer = calls.call("PUT", path("destroy", person), Map.of("versions", List.of(1)));
        if (!answer.isSuccess()) {
            throw refused("destroy", answer);
        }
    }

    private String path(String operation, AccountId person) {
        return settings.mount() + "/" + operation + "/" + settings.path() + "/" + person.value();
    }

    private static KeysUnavailableException refused(String what, Answer answer) {
        return new KeysUnavailableException("Vault refuses to " + what + " keys of people: " + answer.status()
                + (answer.status() == NOT_FOUND || answer.isSuccess() ? " (is the engine mounted, and of version 2?)" : ""), null);
    }
}

package com.steveslist.api.openapi;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The errors that a call can answer with because of what it is, whatever it does. */
final class CommonErrors {

    private final Map<String, Set<String>> codes = new TreeMap<>();

    private CommonErrors() {}

    /** By status. */
    static Map<String, Set<String>> of(Traits traits) {
        CommonErrors errors = new CommonErrors();
        errors.add("400", "malformed_request");
        errors.add("400", "invalid_header");
        errors.add("401", "invalid_credentials");
        errors.add("429", "rate_limited");
        errors.add("503", "overloaded");
        errors.add("503", "unavailable");
        errors.identity(traits);
        if (traits.versioned()) {
            errors.input(traits);
        }
        if (traits.hasVariable()) {
            errors.add("404", "not_found");
        }
        errors.conditions(traits);
        return errors.codes;
    }

    private void identity(Traits traits) {
        if (!traits.open()) {
            add("401", "unauthenticated");
        }
        if (traits.scope() != null) {
            add("403", "insufficient_scope");
        }
        if (!traits.reads() && !traits.open()) {
            add("403", "csrf_failed");
        }
    }

    private void input(Traits traits) {
        add("400", "invalid_request");
        add("400", "invalid_consistency_token");
        add("406", "not_acceptable");
        if (traits.cursor()) {
            add("400", "invalid_cursor");
        }
        if (traits.takesBody()) {
            add("400", "invalid_json");
            add("408", "request_timeout");
            add("413", "payload_too_large");
            add("415", "unsupported_media_type");
        }
        if (traits.reads() && traits.token()) {
            add("503", "read_model_behind");
        }
    }

    private void conditions(Traits traits) {
        if (traits.idempotent()) {
            add("409", "idempotency_in_progress");
            add("422", "idempotency_key_reused");
        }
        if (traits.idempotency().equals("required")) {
            add("400", "idempotency_key_required");
        }
        if (traits.conditionalWrite() || traits.conditionalRead()) {
            add("412", "version_mismatch");
        }
        if (traits.ifMatch().equals("required")) {
            add("428", "precondition_required");
        }
    }

    private void add(String status, String code) {
        codes.computeIfAbsent(status, s -> new LinkedHashSet<>()).add(code);
    }
}

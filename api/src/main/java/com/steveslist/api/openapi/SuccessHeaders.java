package com.steveslist.api.openapi;

import tools.jackson.databind.node.ObjectNode;

/** The headers that answers have because of what the call is. */
final class SuccessHeaders {

    private SuccessHeaders() {}

    static void add(ObjectNode response, String status, Traits traits) {
        ObjectNode headers = response.withObject("/headers");
        if (status.equals("201")) {
            Codes.refer(headers, "Location", "Location");
        }
        if (traits.etag() && !status.equals("204")) {
            Codes.refer(headers, "ETag", "ETag");
            Codes.refer(headers, "Last-Modified", "LastModified");
        }
        if (traits.token()) {
            Codes.refer(headers, "Consistency-Token", "ConsistencyToken");
        }
        if (traits.idempotent()) {
            Codes.refer(headers, "Idempotent-Replayed", "IdempotentReplayed");
        }
        if (traits.offset()) {
            Codes.refer(headers, "X-Total-Count", "TotalCount");
        }
        Codes.refer(headers, "Cache-Control", "CacheControl");
        if (traits.versioned()) {
            Codes.refer(headers, "Vary", "Vary");
        }
        Codes.refer(headers, "X-Request-Id", "RequestId");
        Codes.refer(headers, "X-RateLimit-Limit", "RateLimitLimit");
        Codes.refer(headers, "X-RateLimit-Remaining", "RateLimitRemaining");
        Codes.refer(headers, "X-RateLimit-Reset", "RateLimitReset");
        Codes.refer(headers, "RateLimit", "RateLimit");
        Codes.refer(headers, "RateLimit-Policy", "RateLimitPolicy");
    }
}

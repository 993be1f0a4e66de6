package com.steveslist.command.dispatch;

/**
 * A client's or process's word that two requests are one.
 *
 * @param scope caller, method and path, or the name of the process
 * @param key at most 255 characters
 * @param fingerprint a hash of what was asked; the same key with another fingerprint is an error
 * @param resourceId the id of the thing that the answer will show (a refund's, where the aggregate is the order)
 */
public record IdempotencyKey(String scope, String key, String fingerprint, String resourceId) {}

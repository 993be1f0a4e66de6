package com.steveslist.api.signin;

import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, as a provider tells it.
 *
 * @param subject never changes, whatever the person changes about themselves
 * @param verifiedEmail null when the provider has none that it verified
 * @param name as the person writes it there; null when it is not told
 */
record ProviderUser(String subject, @Nullable String verifiedEmail, @Nullable String name) {}

package com.steveslist.api.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What everybody may know of an account. */
record ProfileResource(String id, @Nullable String name, Instant memberSince) {}

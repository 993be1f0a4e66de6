/**
 * OAuth 2.0 for programs of others, on Spring's authorization server: who may register one, what people allow it, and opaque tokens
 * whose hashes stand in our own tables, so that every node knows them and every node knows when they end.
 */
@NullMarked
package com.steveslist.api.oauth;

import org.jspecify.annotations.NullMarked;

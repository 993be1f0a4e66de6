/**
 * Signing in with Google, GitHub or any OpenID provider: the way there and back, what a provider's word is worth, and which person at
 * which provider opens which account.
 */
@NullMarked
package com.steveslist.api.signin;

import org.jspecify.annotations.NullMarked;

/** Accounts: signing up, the owner's view and the public profile. */
@NullMarked
package com.steveslist.api.account;

import org.jspecify.annotations.NullMarked;

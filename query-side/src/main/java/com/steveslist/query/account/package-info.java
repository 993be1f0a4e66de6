/** Accounts: the owner's view and the public profile. */
@NullMarked
package com.steveslist.query.account;

import org.jspecify.annotations.NullMarked;

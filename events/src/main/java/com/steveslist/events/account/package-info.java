/** Accounts and the API keys that act for them. */
@NullMarked
package com.steveslist.events.account;

import org.jspecify.annotations.NullMarked;

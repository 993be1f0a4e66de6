/** Decides about accounts and API keys. */
@NullMarked
package com.steveslist.command.account;

import org.jspecify.annotations.NullMarked;

/** Sending commands for calls: who asks, conditions, idempotency keys, figures. */
@NullMarked
package com.steveslist.api.command;

import org.jspecify.annotations.NullMarked;

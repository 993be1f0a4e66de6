/** What processes want done outside: durable, leased, run once. */
@NullMarked
package com.steveslist.command.effect;

import org.jspecify.annotations.NullMarked;

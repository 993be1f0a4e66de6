/**
 * How events become bytes and bytes become events: JSON with snake case names, ids as plain strings and {@code Money} as amount and
 * currency. The same event gives the same bytes on every node and for ever, because proofs hash them; every form that was ever written
 * stays readable by its public name and version, which one approved file per form guards.
 */
@NullMarked
package com.steveslist.infra.serialization;

import org.jspecify.annotations.NullMarked;

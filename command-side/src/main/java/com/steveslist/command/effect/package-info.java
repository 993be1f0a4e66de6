/**
 * What processes want done outside: durable, leased, run once.
 *
 * <p>Three {@link com.steveslist.command.effect.ProcessManager} beans exist: {@code process.checkout}, {@code process.refund} and
 * {@code process.order}; each wants a streaming consumer of that name. The first keeps state in
 * {@link com.steveslist.command.effect.ProcessStore}, all add to {@link com.steveslist.command.effect.EffectOutbox}. Effects whose kind
 * begins with {@code payment.} call the payment provider and may take seconds: their workers are apart from those of the other kinds,
 * which send one command and take milliseconds.
 */
@NullMarked
package com.steveslist.command.effect;

import org.jspecify.annotations.NullMarked;

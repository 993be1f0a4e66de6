package com.steveslist.infra.payment;

import java.time.Duration;

/**
 * How long and how often we let a provider fail us.
 *
 * @param timeout of one call
 * @param callsInFlight more are refused; an abandoned call counts until its thread has ended
 * @param window the latest calls that are looked at; the circuit stays closed until there were as many
 * @param openFor how long no call is made once half of the window failed
 * @param probes calls that are let through after that, to see whether the provider is back
 */
record Resilience(Duration timeout, int callsInFlight, int window, Duration openFor, int probes) {

    static final Resilience DEFAULTS = new Resilience(Duration.ofSeconds(3), 256, 100, Duration.ofSeconds(30), 10);
}

package com.steveslist.infra.effects;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How effects are run, bound to {@code steveslist.effects.*}.
 *
 * @param commandWorkers commands sent at once by this node; {@code 32}
 * @param paymentWorkers calls of the payment provider under way at once; {@code 128}
 * @param queue effects of a lane that this node takes on top of those that run; {@code 256}
 * @param poll how often to look for what other nodes wrote and for deadlines; {@code 100ms}
 * @param lease how long after a node's death its effects are taken over; {@code 8s}
 * @param longestRun an effect that runs longer is interrupted and tried again; {@code 60s}
 * @param keepDone how long a done effect's id is remembered; {@code 30d}
 */
@ConfigurationProperties("steveslist.effects")
record EffectProperties(
        @DefaultValue("32") int commandWorkers,
        @DefaultValue("128") int paymentWorkers,
        @DefaultValue("256") int queue,
        @DefaultValue("100ms") Duration poll,
        @DefaultValue("8s") Duration lease,
        @DefaultValue("60s") Duration longestRun,
        @DefaultValue("30d") Duration keepDone) {

    EffectProperties {
        if (commandWorkers < 1 || paymentWorkers < 1 || queue < 0) {
            throw new IllegalArgumentException("steveslist.effects: give at least one worker a lane, and a queue of 0 or more");
        }
        if (lease.toMillis() < 300) {
            throw new IllegalArgumentException("steveslist.effects.lease is " + lease + ": give at least 300ms, such as 8s");
        }
    }

    int workers(Lane lane) {
        return lane == Lane.PAYMENT ? paymentWorkers : commandWorkers;
    }
}

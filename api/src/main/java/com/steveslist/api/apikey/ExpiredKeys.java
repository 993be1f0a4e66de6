package com.steveslist.api.apikey;

import com.steveslist.api.security.ApiKeys;
import com.steveslist.api.security.Chore;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.id.Ids;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Keys whose time is over work nowhere from that instant on; this tells the log, as {@code api_key.revoked}, within a minute. */
@Component
final class ExpiredKeys implements Chore {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 1_000;
    private static final Actor JOB = new Actor(Actor.Kind.JOB, "job.expired-keys");

    private final ApiKeys keys;
    private final KeyMaker maker;

    ExpiredKeys(ApiKeys keys, KeyMaker maker) {
        this.keys = keys;
        this.maker = maker;
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        keys.expired(AT_ONCE).forEach(key -> maker.tellExpired(key, CommandContext.of(JOB, Ids.next("req"))));
    }
}

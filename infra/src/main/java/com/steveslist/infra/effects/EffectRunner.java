package com.steveslist.infra.effects;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.infra.effects.EffectTable.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs one effect by the handler of its kind. */
final class EffectRunner {

    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);
    private static final List<String> LOGGED = List.of("request_id", "correlation_id");

    private final Map<String, EffectHandler> handlers;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final MeterRegistry registry;

    EffectRunner(Iterable<EffectHandler> handlers, MeterRegistry registry) {
        this.handlers = byKind(handlers);
        this.registry = registry;
    }

    private static Map<String, EffectHandler> byKind(Iterable<EffectHandler> handlers) {
        Map<String, EffectHandler> byKind = new HashMap<>();
        for (EffectHandler handler : handlers) {
            for (String kind : handler.kinds()) {
                if (byKind.put(kind, handler) != null) {
                    throw new IllegalArgumentException("two handlers do effects of the kind " + kind);
                }
            }
        }
        return byKind;
    }

    /** Null when it is done; else why not. */
    @Nullable
    Throwable run(Taken taken) {
        Effect effect = taken.effect();
        long start = System.nanoTime();
        Throwable failure = null;
        MDC.put("effect_id", effect.id());
        LOGGED.forEach(name -> MDC.put(name, effect.arguments().get(name)));
        try {
            handler(effect).run(effect, taken.attempt());
        } catch (Exception | LinkageError | StackOverflowError e) {
            failure = e;
            LOG.warn("{} failed in attempt {}: {}", effect.kind(), taken.attempt(), FailureText.of(e));
        } finally {
            MDC.clear();
        }
        Timer.builder("effects.run")
                .description("runs of effects")
                .tag("kind", effect.kind())
                .tag("outcome", failure == null ? "done" : "failed")
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - start));
        return failure;
    }

    /**
     * Kinds that were met here and that this node cannot run, as happens while a newer version is rolled out. Were they taken again, the
     * node that can run them would have to win a race against ever longer waits.
     */
    Set<String> unknownKinds() {
        return unknown;
    }

    private EffectHandler handler(Effect effect) {
        EffectHandler handler = handlers.get(effect.kind());
        if (handler == null) {
            unknown.add(effect.kind());
            throw new IllegalStateException("no handler for effects of the kind " + effect.kind());
        }
        return handler;
    }
}

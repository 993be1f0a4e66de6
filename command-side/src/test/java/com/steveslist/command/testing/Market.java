package com.steveslist.command.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Command;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.MemoryCommandSide;
import com.steveslist.command.dispatch.MemoryLog;
import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessManager;
import com.steveslist.command.effect.ProcessStore;
import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.id.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The whole command side, wired as in production, over a log, an outbox and a provider in memory. Nothing happens by itself: a test
 * says, or leaves to chance, which process hears the next event and which effect is run, once, twice or not to its end.
 */
public final class Market {

    public final MemoryLog log = new MemoryLog();
    public final FlakyProvider provider = new FlakyProvider();
    public final Commands commands;
    private final List<ProcessManager> processes;
    private final Map<String, EffectHandler> handlers = new HashMap<>();
    private final Map<String, Integer> heard = new HashMap<>();
    private final Map<String, Object> states = new HashMap<>();
    private final Set<String> everWished = new HashSet<>();
    private final List<Effect> waiting = new ArrayList<>();
    private final List<Effect> later = new ArrayList<>();
    private final Set<String> leased = new HashSet<>();
    private Duration ahead = Duration.ZERO;
    private Runnable beforeCommand = () -> {};
    private int depth;

    public Market() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        ClassLoader loader = Market.class.getClassLoader();
        ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("com.steveslist."))
                .forEach(name -> context.register(ClassUtils.resolveClassName(name, loader)));
        context.registerBean(EventStore.class, () -> MemoryCommandSide.storeOn(log));
        context.registerBean(MemoryLog.class, () -> log);
        context.registerBean(PaymentGateway.class, () -> provider);
        context.registerBean(ProcessStore.class, States::new);
        context.registerBean(EffectOutbox.class, () -> this::wish);
        context.refresh();
        commands = context.getBean(Commands.class);
        context.getBean(CommandBus.class).registerDispatchInterceptor(messages -> {
            beforeCommand.run();
            return (index, message) -> message;
        });
        processes = List.copyOf(context.getBeansOfType(ProcessManager.class).values());
        context.getBeansOfType(EffectHandler.class).values()
                .forEach(handler -> handler.kinds().forEach(kind -> handlers.put(kind, handler)));
    }

    public <S> Decided<S> send(Command<S> command) {
        return commands.send(command, Some.context());
    }

    public <S> S get(Class<S> stateType, Id id) {
        return commands.find(stateType, id).orElseThrow().state();
    }

    public List<ProcessManager> processes() {
        return processes;
    }

    /** So many things happen, whatever {@code random} says: some twice, some not to their end, and the provider breaks off often. */
    public void happen(Random random, int times) {
        provider.breakOff(0.4, random);
        Runnable meanwhile = () -> interleave(random);
        provider.beforeAnswer(meanwhile);
        beforeCommand = meanwhile;
        for (int i = 0; i < times; i++) {
            happen(random);
        }
        provider.beforeAnswer(() -> {});
        beforeCommand = () -> {};
    }

    private void happen(Random random) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> hearNext(processes.get(random.nextInt(processes.size())));
            case 4 -> hearAgain(random);
            case 5 -> ahead = random.nextInt(4) == 0 ? Duration.ofSeconds(25) : Duration.ZERO;
            default -> runOne(random, random.nextInt(5) == 0);
        }
    }

    /**
     * While one worker waits for an answer, others go on; now and then it freezes for a minute. Leases run out meanwhile: another may
     * run the same effect, unless the provider is one that would not bear it.
     */
    private void interleave(Random random) {
        if (depth == 2) {
            return;
        }
        depth++;
        if (random.nextInt(5) == 0) {
            drain(random, Duration.ofMinutes(1));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            happen(random);
        }
        depth--;
    }

    /** All goes well, until every event is heard and every effect is run: first those that are due now, then those of the next minute. */
    public void settle(Random random) {
        provider.breakOff(0, random);
        drain(random, Duration.ZERO);
        drain(random, Duration.ofMinutes(1));
    }

    private void drain(Random random, Duration time) {
        ahead = time;
        boolean busy = true;
        for (int i = 0; busy && i < 10_000; i++) {
            busy = false;
            for (ProcessManager process : processes) {
                while (hearNext(process)) {
                    busy = true;
                }
            }
            busy |= runOne(random, false);
        }
        ahead = Duration.ZERO;
        assertThat(busy).as("effects are still tried in vain").isFalse();
    }

    /** Lets the time pass until the effects that wait for days are due, then settles. */
    public void waitFor(Duration time, Random random) {
        Instant then = Instant.now().plus(time);
        List<Effect> due = later.stream().filter(effect -> !effect.dueAt().isAfter(then)).toList();
        later.removeAll(due);
        due.forEach(effect -> waiting.add(new Effect(effect.id(), effect.kind(), Instant.EPOCH, effect.arguments())));
        settle(random);
    }

    private boolean hearNext(ProcessManager process) {
        int next = heard.getOrDefault(process.name(), 0);
        if (next == log.size()) {
            return false;
        }
        process.on(Recorded.at(log, next));
        heard.put(process.name(), next + 1);
        return true;
    }

    private void hearAgain(Random random) {
        ProcessManager process = processes.get(random.nextInt(processes.size()));
        int known = heard.getOrDefault(process.name(), 0);
        if (known > 0) {
            process.on(Recorded.at(log, Math.max(0, known - 1 - random.nextInt(10))));
        }
    }

    private boolean runOne(Random random, boolean forgets) {
        List<Effect> due = waiting.stream()
                .filter(effect -> !effect.dueAt().isAfter(Instant.now().plus(ahead)))
                .filter(effect -> !provider.isForgetful() || !leased.contains(effect.id()))
                .toList();
        if (due.isEmpty()) {
            return false;
        }
        Effect effect = due.get(random.nextInt(due.size()));
        boolean leaseIsMine = leased.add(effect.id());
        try {
            Optional.ofNullable(handlers.get(effect.kind())).orElseThrow().run(effect, 1);
            if (!forgets) {
                waiting.remove(effect);
            }
        } catch (PaymentOutcomeUnknownException again) {
            return true;
        } finally {
            if (leaseIsMine) {
                leased.remove(effect.id());
            }
        }
        return true;
    }

    private void wish(List<Effect> effects) {
        for (Effect effect : effects) {
            if (everWished.add(effect.id())) {
                (effect.dueAt().isAfter(Instant.now().plus(Duration.ofHours(1))) ? later : waiting).add(effect);
            }
        }
    }

    private final class States implements ProcessStore {

        @Override
        public <S> Optional<S> load(String process, String instance, Class<S> stateType) {
            return Optional.ofNullable(stateType.cast(states.get(process + instance)));
        }

        @Override
        public void save(String process, String instance, Object state) {
            states.put(process + instance, state);
        }
    }
}

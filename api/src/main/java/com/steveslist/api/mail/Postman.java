package com.steveslist.api.mail;

import com.steveslist.api.mail.MailQueue.Due;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends what is due, one mail at a time a node. What fails is tried again after growing pauses and in the end given up; nothing that is
 * logged says to whom it was.
 */
@Component
final class Postman implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30),
            Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4));

    private final MailQueue queue;
    private final Bell bell;
    private final MailTransport transport;
    private final Map<String, Letter> letters;
    private final List<Duration> pauses;
    private final MeterRegistry meters;
    private volatile @Nullable Thread walking;

    @Autowired
    Postman(MailQueue queue, Bell bell, MailTransport transport, List<Letter> letters, MeterRegistry meters) {
        this(queue, bell, transport, letters, meters, PAUSES);
    }

    /** @param pauses after the first, the second, … try that failed; after the last one it is given up */
    Postman(
            MailQueue queue, Bell bell, MailTransport transport, List<Letter> letters, MeterRegistry meters, List<Duration> pauses) {
        this.queue = queue;
        this.bell = bell;
        this.transport = transport;
        this.letters = letters.stream().collect(Collectors.toUnmodifiableMap(Letter::kind, Function.identity()));
        this.pauses = pauses;
        this.meters = meters;
    }

    /** Sends all that is due. */
    void round() {
        List<String> kinds = List.copyOf(letters.keySet());
        for (Optional<Due> due = queue.take(kinds); due.isPresent(); due = queue.take(kinds)) {
            deliver(due.get());
        }
    }

    private void deliver(Due due) {
        try {
            Optional<Mail> mail = Optional.ofNullable(letters.get(due.kind())).flatMap(letter -> letter.write(due.about()));
            mail.ifPresent(one -> transport.send(one, due.about()));
            queue.done(due);
            count(due, mail.isPresent() ? "sent" : "nobody");
        } catch (MailTransport.UndeliverableException e) {
            queue.done(due);
            LOG.warn("a mail {} was given up: {}", due.kind(), e.getMessage());
            count(due, "refused");
        } catch (RuntimeException e) {
            retry(due, e);
        }
    }

    private void retry(Due due, RuntimeException failure) {
        String reason = failure instanceof MailTransport.MailNotSentException ? failure.getMessage() : failure.getClass().getSimpleName();
        if (due.tries() > pauses.size()) {
            queue.done(due);
            LOG.error("a mail {} was given up after {} tries: {}", due.kind(), due.tries(), reason);
            count(due, "given_up");
        } else {
            Duration pause = pauses.get(due.tries() - 1);
            queue.later(due, pause);
            LOG.warn("a mail {} could not be sent and is tried again in {} s: {}", due.kind(), pause.toSeconds(), reason);
            count(due, "failed");
        }
    }

    private void count(Due due, String outcome) {
        meters.counter("steveslist.mails", "kind", due.kind(), "outcome", outcome).increment();
    }

    private void run() {
        boolean failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                round();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("cannot look for mails that are due: {}", e.getClass().getSimpleName());
                }
                failing = true;
            }
            try {
                bell.await(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        LOG.info("mails go to {}", transport.describe());
        walking = Thread.ofVirtual().name("postman").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = walking;
        if (running != null) {
            running.interrupt();
            walking = null;
        }
    }

    @Override
    public boolean isRunning() {
        return walking != null;
    }
}

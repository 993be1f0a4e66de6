package com.steveslist.api.security;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts wrong passwords and codes by the account and by the address that they come from, and refuses further tries for a growing time.
 * In the database, so all nodes agree, and in one statement a count, so that tries at the same time are counted one after the other.
 * An e-mail address that nobody has is counted like any other.
 */
@Component
public final class Attempts implements Chore {

    private static final Slowdown PERSON = new Slowdown(5, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofDays(1));
    /** Many people can share an address. */
    private static final Slowdown ADDRESS = new Slowdown(100, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final Slowdown MAILBOX = new Slowdown(3, Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));
    private static final Duration SWEEP = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Signer signer;
    private final boolean countsAddresses;

    /** @param rateLimits {@code off} lets an address try as often as it likes; an account is protected all the same */
    Attempts(
            @Qualifier("securityJdbc") JdbcClient jdbc, Signer signer, @Value("${steveslist.rate-limits.mode:on}") String rateLimits) {
        this.jdbc = jdbc;
        this.signer = signer;
        this.countsAddresses = !rateLimits.equalsIgnoreCase("off") && !rateLimits.equalsIgnoreCase("false");
    }

    /** Whom wrong tries are counted against. @param forgiving whether a right try makes the wrong ones forgotten */
    public record Subject(String key, Slowdown slowdown, boolean forgiving) {}

    /** Whoever signs in with an e-mail address. @param emailHash keyed, as claims hold it */
    public Subject email(String emailHash) {
        return subject("email " + emailHash, PERSON, true);
    }

    /** A browser in which somebody has signed in before, whom nobody else's tries concern. @param device what marks it */
    public Subject device(String device) {
        return subject("device " + device, PERSON, true);
    }

    /** Somebody who is signed in and is asked for the password or a code again. */
    public Subject account(AccountId account) {
        return subject("account " + account.value(), PERSON, true);
    }

    /** A network address; of IPv6 the 64 bits that one subscriber gets. Whoever has one account must not be able to try out others. */
    public Subject address(String remote) {
        return subject("address " + Networks.of(remote), ADDRESS, false);
    }

    /** A mailbox that mails are asked for. @param emailHash keyed, as claims hold it */
    public Subject mailbox(String emailHash) {
        return subject("mailbox " + emailHash, MAILBOX, false);
    }

    private Subject subject(String value, Slowdown slowdown, boolean forgiving) {
        return new Subject(signer.sign(Signer.Use.ATTEMPT, value), slowdown, forgiving);
    }

    /** Throws {@code too_many_attempts} when one of the subjects has to wait. */
    public Attempt begin(Subject... subjects) {
        List<Subject> counted = List.of(subjects).stream().filter(subject -> countsAddresses || subject.slowdown() != ADDRESS).toList();
        refuseWhileWaiting(counted);
        return new Attempt(counted);
    }

    /** One try, of which {@link #failed}, {@link #succeeded} or {@link #undecided} is told. */
    public final class Attempt {
        private final List<Subject> subjects;

        private Attempt(List<Subject> subjects) {
            this.subjects = subjects;
        }

        /** Throws {@code too_many_attempts} in place of your own answer when others failed meanwhile: nobody learns from a try too many. */
        public void failed() {
            for (Subject subject : subjects) {
                while (!count(subject)) {
                    refuseWhileWaiting(subjects);
                }
            }
        }

        /** Right so far, but something is missing: counts as nothing. Throws as {@link #failed} does. */
        public void undecided() {
            refuseWhileWaiting(subjects);
        }

        /** Throws as {@link #failed} does, so that of many tries at once a right one does not stand out. */
        public void succeeded() {
            refuseWhileWaiting(subjects);
            forget(subjects.stream().filter(Subject::forgiving).toList());
        }
    }

    private void refuseWhileWaiting(List<Subject> subjects) {
        int seconds = jdbc.sql("""
                        select coalesce(ceil(extract(epoch from max(refused_until) - now())), 0)::int
                        from attempts where subject = any(?) and refused_until > now()""")
                .param(keys(subjects))
                .query(Integer.class)
                .single();
        if (seconds > 0) {
            throw ApiException.of(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "There were too many wrong tries. Wait " + seconds + " s and try again; the right password is refused until then too.",
                    Map.of("Retry-After", Integer.toString(seconds)));
        }
    }

    /**
     * Counts one try against a subject; false, and nothing is counted, while it has to wait. One that need not wait is refused until
     * minus infinity, rather than until now: of statements that wait for each other's row, the later one may have begun earlier.
     */
    public boolean count(Subject subject) {
        Integer[] pauses = subject.slowdown().pausesSeconds().toArray(new Integer[0]);
        return jdbc.sql("""
                        insert into attempts as known (subject, failures, failed_at, refused_until)
                        select :subject, 1, now(), case pause when 0 then '-infinity' else now() + pause * interval '1 second' end
                        from (select (:pauses::int[])[1] as pause) as first
                        on conflict (subject) do update set (failures, failed_at, refused_until) = (
                            select failures, now(), case pause when 0 then '-infinity' else now() + pause * interval '1 second' end
                            from (select least(1 + case when known.failed_at < now() - :memory * interval '1 second' then 0
                                else known.failures end, cardinality(:pauses::int[])) as failures) as counted
                            cross join lateral (select (:pauses::int[])[counted.failures] as pause) as next)
                        where known.refused_until <= now()""")
                .param("subject", subject.key())
                .param("pauses", pauses)
                .param("memory", subject.slowdown().memory().toSeconds())
                .update() == 1;
    }

    /** For somebody who has shown in another way who they are. */
    public void forget(List<Subject> subjects) {
        jdbc.sql("delete from attempts where subject = any(?)").param(keys(subjects)).update();
    }

    private static String[] keys(List<Subject> subjects) {
        return subjects.stream().map(Subject::key).toArray(String[]::new);
    }

    @Override
    public Duration pause() {
        return SWEEP;
    }

    @Override
    public void run() {
        jdbc.sql("delete from attempts where failed_at < now() - interval '2 days'").update();
    }
}

package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.client.UnexpectedAnswerException;
import com.steveslist.api.demo.Crowd;
import com.steveslist.api.drill.PastQuestions.Question;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * Records what live reads answer at random moments of a busy run, and asks all of it again when the run is over, as of each answer's own
 * {@code Consistency-Token}: status, body and {@code ETag} must be the same, byte for byte.
 */
final class TimeTravelDrill {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);
    private static final int LONGEST_PAUSE_MILLIS = 40;
    private static final int SHOWN = 600;
    /** Of things and lists that are asked for at once at each moment; in the end all kinds have had their turns. */
    private static final int KINDS = 5;

    private final SteveslistClient client;
    private final Plan plan;
    private final Consumer<String> say;

    /** @param client with patience */
    TimeTravelDrill(SteveslistClient client, Plan plan, Consumer<String> say) {
        this.client = client;
        this.plan = plan;
        this.say = say;
    }

    /**
     * @param moments at each of which some things and lists are asked for, by lot
     * @param atOnce purchases under way, and as many who ask again afterwards
     * @param within how long is recorded at most
     */
    record Plan(int moments, int atOnce, Duration within, long seed) {}

    /** @param reads by kind @param differences what was answered otherwise, or not at all */
    record Report(int moments, int wanted, int checkouts, Duration run, Map<String, Long> reads, List<String> differences) {

        boolean isClean() {
            return differences.isEmpty() && moments == wanted;
        }

        long asked() {
            return reads.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%,d of %,d moments of a run of %,d checkouts in %.0f s; %,d answers (%s) asked for again as of "
                            + "their tokens: %s",
                    moments, wanted, checkouts, run.toMillis() / 1e3, asked(),
                    reads.entrySet().stream().map(kind -> kind.getKey() + " " + kind.getValue()).collect(Collectors.joining(", ")),
                    differences.isEmpty() ? "all equal, byte for byte" : differences.size() + " DIFFER");
        }
    }

    private record Told(int status, String body, String token, String tag) {

        /** Its view has not come to it: an answer without a place, which nobody can ask for again. */
        boolean isNotThereYet() {
            return status == HttpStatus.NOT_FOUND.value() && token.isEmpty();
        }
    }

    private record Kept(Question question, Told told) {}

    Report run() {
        Shoppers shoppers = Shoppers.register(client, plan.seed());
        PastQuestions questions = new PastQuestions(shoppers);
        say.accept("people buy: " + shoppers);
        Queue<Kept> kept = new ConcurrentLinkedQueue<>();
        long begun = System.nanoTime();
        int moments;
        int checkouts;
        try (Load people = Load.of(shoppers, plan.atOnce(), new AtomicInteger(), Duration.ZERO, questions::after)) {
            moments = record(questions, kept, begun);
            checkouts = people.stop().size();
        }
        Duration run = Duration.ofNanos(System.nanoTime() - begun);
        say.accept(kept.size() + " answers are kept, asking again");
        Queue<String> differences = new ConcurrentLinkedQueue<>();
        new Crowd(plan.atOnce()).each(kept, then -> difference(then).map(differences::add), () -> {});
        return new Report(moments, plan.moments(), checkouts, run, count(kept), List.copyOf(differences));
    }

    private int record(PastQuestions questions, Queue<Kept> kept, long begun) {
        Random random = new Random(plan.seed());
        int moments = 0;
        while (!questions.isOfEveryKind() && System.nanoTime() - begun < plan.within().toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(LONGEST_PAUSE_MILLIS).toNanos());
        }
        while (moments < plan.moments() && System.nanoTime() - begun < plan.within().toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos());
            new Crowd(KINDS).each(questions.some(random, KINDS),
                    question -> new Kept(question, ask(question.who(), question.path())), () -> {}).stream()
                    .filter(one -> !one.told().isNotThereYet())
                    .forEach(kept::add);
            moments++;
            if (moments % 200 == 0) {
                say.accept(moments + " moments");
            }
        }
        return moments;
    }

    private static Map<String, Long> count(Collection<Kept> kept) {
        return kept.stream().collect(Collectors.groupingBy(one -> one.question().kind(), TreeMap::new, Collectors.counting()));
    }

    private static Optional<String> difference(Kept then) {
        Question question = then.question();
        if (then.told().token().isEmpty()) {
            return Optional.of(question.path() + " was answered without a token: " + then.told());
        }
        Told again = ask(question.who(), question.path() + (question.path().contains("?") ? "&" : "?") + "as_of=" + then.told().token());
        return again.equals(then.told())
                ? Optional.empty()
                : Optional.of(question.path() + " as of " + then.told().token() + "\n    then  " + cut(then.told()) + "\n    again "
                        + cut(again));
    }

    private static String cut(Told told) {
        String text = told.toString();
        return text.substring(0, Math.min(SHOWN, text.length()));
    }

    /** As a program asks, until there is an answer that is not about how busy the server is. */
    private static Told ask(SteveslistClient who, String path) {
        SteveslistClient program = who.with("Accept", "application/json");
        long giveUpAt = System.nanoTime() + GIVEN_UP_AFTER.toNanos();
        while (true) {
            try {
                HttpResponse<InputStream> answer = program.download(path, ANSWER);
                try (InputStream body = answer.body()) {
                    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    if (answer.statusCode() != 429 && answer.statusCode() != 503 || System.nanoTime() > giveUpAt) {
                        return new Told(answer.statusCode(), text, header(answer, "Consistency-Token"), header(answer, "ETag"));
                    }
                }
                LockSupport.parkNanos(Duration.ofSeconds(Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1"))).toNanos());
            } catch (IOException | UnexpectedAnswerException e) {
                if (System.nanoTime() > giveUpAt) {
                    throw new UnexpectedAnswerException(path + " brings no answer", e);
                }
            }
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}

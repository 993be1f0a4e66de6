package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.drill.ScratchStack.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * People who left a word everywhere are erased, on two nodes, one of them while the node that they asked is killed. Then nothing that the
 * stack ever wrote may hold their words; those of somebody who was not erased, and who also wrote theirs into what is public, must be found.
 */
final class EraseDrill {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);
    private static final Duration FINISHED_WITHIN = Duration.ofSeconds(90);
    private static final int UNAUTHENTICATED = 401;
    private static final int CONFLICT = 409;
    private static final int ACCEPTED = 202;
    private static final long PLENTY = 1_000;
    private static final List<String> READ_MODELS = List.of("view.account", "view.listing", "view.order", "view.checkout", "view.payment",
            "view.refund", "index.listing", "export.warehouse");
    private static final Set<String> PLACES = Set.of("postgres", "kafka", "warehouse", "mail", "backups", "Elasticsearch");
    private static final Pattern FOUND = Pattern.compile("found word (\\d+) as .* in ([^/ ]+).*");

    private final Consumer<String> say;
    private final List<String> problems = new ArrayList<>();

    EraseDrill(Consumer<String> say) {
        this.say = say;
    }

    /**
     * What came of it.
     *
     * @param took from the demand to the certificate
     * @param rebuilds of read models that ran afterwards and show nothing of the erased
     * @param looked how much was looked through
     * @param controlIn where the other person's word was found
     */
    record Report(Duration took, int rebuilds, String looked, Set<String> controlIn, List<String> problems) {

        boolean isClean() {
            return problems.isEmpty();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "2 people erased on two nodes, one in %.1f s, one though the node died; %d read models rebuilt; %s; nothing of the erased in it,"
                            + " and somebody else's word in %s: %s",
                    took.toMillis() / 1e3, rebuilds, looked, String.join(", ", controlIn),
                    problems.isEmpty() ? "as it should be" : problems.size() + " things are NOT as they should be");
        }
    }

    Report run() {
        try (ScratchStack stack = ScratchStack.up("erase", say); NodeGroup nodes = new NodeGroup(stack.address())) {
            SteveslistClient first = SteveslistClient.of(stack.address(), PATIENCE);
            Node other = nodes.add(stack.newNode(1, "node-2", "").start());
            other.awaitReady();
            SteveslistClient second = SteveslistClient.of(other.address(), PATIENCE);
            Trader market = Trader.register(first, "market-" + Planted.newWord());
            String listing = market.list("Second-hand lamp", PLENTY, 1_500);
            Planted erased = Planted.plant(first, Planted.newWord(), market, listing);
            Planted dying = Planted.plant(first, Planted.newWord(), market, listing);
            Planted control = Planted.plant(first, Planted.newWord(), market, listing);
            new Trader(control.accountId(), control.caller()).list("A lamp called " + control.word(), 1, 1_500);
            before(stack, erased);

            Duration took = erase(erased, first, second, market, listing);
            killed(stack, dying, first, second);
            int rebuilds = rebuild(stack);
            shownAsErased(erased, first, market, "after the rebuilds, on the first node");
            shownAsErased(erased, second, market, "after the rebuilds, on the second node");

            Ran scan = scan(stack, List.of(erased.word(), dying.word(), control.word()));
            Set<String> controlIn = placesOf(scan, 3);
            expect(placesOf(scan, 1).isEmpty(), "the word of somebody erased is in " + placesOf(scan, 1));
            expect(placesOf(scan, 2).isEmpty(), "the word of somebody erased while a node died is in " + placesOf(scan, 2));
            expect(controlIn.containsAll(PLACES),
                    "the scan found the other person's word in " + controlIn + " only, not in all of " + PLACES);
            scan.lines().stream().filter(line -> line.startsWith("not looked through")).forEach(problems::add);
            expect(stack.run("reconcile").exitCode() == 0, "something does not add up");
            String summary = scan.lines().getLast();
            return new Report(took, rebuilds, summary.replaceFirst("scan: (.*), in .*", "$1"), controlIn, List.copyOf(problems));
        }
    }

    /** While somebody is there, their values are in the clear in their mailbox alone; a backup is made of what is everywhere else. */
    private void before(ScratchStack stack, Planted erased) {
        Path mails = stack.folder(".steveslist/mail");
        await("mails to all three", FINISHED_WITHIN, () -> count(mails) >= 3);
        stack.mustRun("backup", "--to", stack.folder("backups").toString());
        Set<String> places = placesOf(scan(stack, List.of(erased.word())), 1);
        expect(places.equals(Set.of("mail")), "before the erasure the word is in " + places + ", not in their mails alone");
    }

    private Duration erase(Planted person, SteveslistClient first, SteveslistClient second, Trader market, String listing) {
        String open = person.buysOnceMore(listing);
        Answer refused = person.erases(first, 30);
        expect(refused.status() == CONFLICT && refused.body().toString().contains(open),
                "an open order did not stop the erasure: " + refused.status());
        person.cancels(open);
        Answer before = market.caller().get("/v1/orders/" + person.order()).expected("look at the order");
        String then = before.header("Consistency-Token").orElseThrow();
        expect(before.body().toString().contains(person.word()), "the seller does not see where the order went");
        long begun = System.nanoTime();
        Answer erased = person.erases(first, 30);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        expect(erased.text("status").equals("erased"), "it is not erased: " + erased.status() + " " + erased.code());
        for (SteveslistClient node : List.of(first, second)) {
            String where = node == first ? "on the first node" : "on the second node";
            await("credentials that open nothing " + where, HEARD_WITHIN, () -> opensNothing(person, node));
            await("erased values " + where, HEARD_WITHIN, () -> isErased(person, node));
            shownAsErased(person, node, market, where);
            at(node, market, "/v1/orders/" + person.order() + "?as_of=" + then, person, where);
            at(node, market, "/v1/audit/streams/" + person.order(), person, where);
            JsonNode certificate =
                    node.get("/v1/accounts/" + person.accountId() + "/erasure-certificate").expected("see the certificate").data();
            expect(Certificate.isRight(certificate), "the certificate does not verify " + where);
            expect(certificate.path("key_backups_kept").asString("").startsWith("P"),
                    "the certificate does not say how long backups are kept");
        }
        return took;
    }

    private static boolean opensNothing(Planted person, SteveslistClient node) {
        SteveslistClient session = node.as(person.caller().header("Authorization").substring("Bearer ".length()));
        return session.get("/v1/accounts/me").status() == UNAUTHENTICATED
                && node.as(person.key()).get("/v1/accounts/me").status() == UNAUTHENTICATED;
    }

    private static boolean isErased(Planted person, SteveslistClient node) {
        return node.get("/v1/accounts/" + person.accountId()).text("name").equals("erased");
    }

    private void shownAsErased(Planted person, SteveslistClient node, Trader market, String where) {
        expect(isErased(person, node), "the profile is not erased " + where);
        JsonNode order = at(node, market, "/v1/orders/" + person.order(), person, where);
        for (String field : List.of("/shipping_address/name", "/shipping_address/line1", "/cancel_reason")) {
            expect(order.at(field).asString("").equals("erased"), field + " of the order is not erased " + where);
        }
    }

    private JsonNode at(SteveslistClient node, Trader market, String path, Planted person, String where) {
        Answer answer =
                node.with("Authorization", market.caller().header("Authorization")).get(path).expected("read " + path + " " + where);
        String text = answer.body().toString();
        expect(!text.contains(person.word()), path + " still shows the word " + where);
        expect(text.contains("\"erased\""), path + " does not show that somebody was erased " + where);
        return answer.data();
    }

    /** The demand is acknowledged, and the node is gone: another one carries it out. */
    private void killed(ScratchStack stack, Planted person, SteveslistClient first, SteveslistClient second) {
        Answer accepted = person.erases(first, 0);
        stack.kill("app");
        expect(accepted.status() == ACCEPTED || accepted.text("status").equals("erased"),
                "the demand was not accepted: " + accepted.status());
        String path = "/v1/accounts/" + person.accountId() + "/erasure-certificate";
        await("the end of an erasure whose node died", FINISHED_WITHIN, () -> second.get(path).isSuccess());
        expect(Certificate.isRight(second.get(path).data()), "the certificate of the second does not verify");
    }

    private int rebuild(ScratchStack stack) {
        for (String name : READ_MODELS) {
            stack.mustRun("rebuild", name);
        }
        return READ_MODELS.size();
    }

    private static Ran scan(ScratchStack stack, List<String> words) {
        return stack.feed(words, "scan", "--folder", stack.folder("backups").toString(), "--folder", stack.folder("node-2.log").toString(),
                "--folder", stack.folder("up.log").toString());
    }

    private static Set<String> placesOf(Ran scan, int word) {
        Set<String> places = new TreeSet<>();
        scan.lines().forEach(line -> {
            Matcher found = FOUND.matcher(line);
            if (found.matches() && Integer.parseInt(found.group(1)) == word) {
                places.add(found.group(2).replaceFirst(",$", ""));
            }
        });
        return places;
    }

    private static long count(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            say.accept("  " + otherwise);
            problems.add(otherwise);
        }
    }

    private void await(String what, Duration within, BooleanSupplier there) {
        Instant giveUpAt = Instant.now().plus(within);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(giveUpAt)) {
                expect(false, what + " did not come within " + within.toSeconds() + " s");
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}

package com.steveslist.api.drill.fuzz;

import com.steveslist.api.openapi.AnswerCheck;
import com.steveslist.api.openapi.AnswerCheck.Seen;
import com.steveslist.api.openapi.ApiDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides whether an answer is one that this API may give. */
final class Judge {

    /** What HTTP itself calls for: a method or version that there is not. */
    private static final Set<Integer> NOT_OURS = Set.of(501, 505);

    private static final List<String> NEVER_SAID =
            List.of("Exception", "\tat ", "org.springframework", "java.lang", "com.steveslist", "org.postgresql", "SQLState", "<html");

    /** Texts for people, which may hold any word. */
    private static final List<String> PAGES = List.of(
            "/docs", "/openapi", "/metrics", "/graphiql", "/oauth2/authorize", "/oauth2/consent", "/oauth2/sign-in", "/password-reset",
            "/sign-in/code");

    private final AnswerCheck check;
    private final String canary;

    Judge(ApiDocument document, String canary) {
        this.check = new AnswerCheck(document);
        this.canary = canary;
    }

    /** What is wrong, in words; empty when nothing is. */
    List<String> problems(Shot shot, Wire.Reply reply) {
        List<String> problems = new ArrayList<>();
        boolean busy = isBusy(reply);
        if (reply.status() >= 500 && !busy && !NOT_OURS.contains(reply.status())) {
            problems.add("a " + reply.status());
        }
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        String withoutOurs = Nasty.removed(text);
        String all = (text + reply.headers()).toLowerCase(Locale.ROOT);
        if (all.contains(canary)) {
            problems.add("private data of another account");
        }
        if (reply.headers().containsKey("x-injected")) {
            problems.add("a header that was sent as a part of another one");
        }
        boolean isPage = PAGES.stream().anyMatch(shot.path()::startsWith);
        if (!isPage) {
            NEVER_SAID.stream().filter(inside -> withoutOurs.contains(inside) && !sent(shot).contains(inside))
                    .forEach(inside -> problems.add("it tells of its insides: " + inside.strip()));
        }
        Seen seen = new Seen(shot.method(), shot.path(), shot.asksForFields(), reply.status(), reply::header, reply.body());
        problems.addAll(check.problems(seen));
        return problems;
    }

    static boolean isBusy(Wire.Reply reply) {
        return reply.status() == 503 && reply.header("Retry-After") != null;
    }

    private static String sent(Shot shot) {
        byte[] body = shot.body();
        return shot.target() + (body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }
}

package com.steveslist.api.drill.fuzz;

import com.steveslist.api.drill.fuzz.Shot.Header;
import com.steveslist.api.http.Json;
import com.steveslist.api.openapi.ApiDocument;
import com.steveslist.api.openapi.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Makes requests out of the document: each is a right one with one thing done to it. The same seed and number make the same request. */
final class Shots {

    /** How often each kind comes is how often it stands here. */
    private static final List<String> KINDS = List.of(
            "right", "other value", "other value", "other value", "other value", "missing member", "extra member", "member twice",
            "broken JSON",
            "broken UTF-8", "deep JSON", "huge JSON", "parameter", "parameter", "parameter", "cursor", "path", "path", "header", "header",
            "injected header", "method", "media type", "credentials", "credentials", "foreign id", "foreign id", "GraphQL", "GraphQL");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "FOO", "get");
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json", "text/plain", "application/xml", "application/json; charset=utf-16", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=a",
            "application/vnd.api+json", "*/*", "application/json;q=0", "json", ";", "application/json; charset=\"utf-8\"", "text/html",
            "application/octet-stream");
    private static final Pattern VARIABLE = Pattern.compile("/([a-z-]+)/\\{(\\w+)}");
    private static final Pattern ID = Pattern.compile("\\b([a-z]{2,5})_[0-9a-z]{26}\\b");
    private static final Pattern EMAIL = Pattern.compile("([a-z.]+)@example\\.com");

    private final List<Operation> operations;
    private final Map<String, List<Operation>> fitting = new ConcurrentHashMap<>();
    private final boolean hasGraphql;
    private final World world;
    private final long seed;

    Shots(ApiDocument document, World world, long seed) {
        this.operations = document.operations();
        this.hasGraphql = document.find("POST", "/graphql").isPresent();
        this.world = world;
        this.seed = seed;
    }

    Shot shot(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt();
        String kind = Nasty.any(random, KINDS);
        int attacker = random.nextInt(world.size());
        if (kind.equals("GraphQL")) {
            kind = hasGraphql ? kind : "other value";
            if (hasGraphql) {
                List<Header> headers =
                        new ArrayList<>(List.of(credentials(random, attacker), new Header("Content-Type", "application/json")));
                return new Shot(number, kind, "POST", "/graphql", headers, Bodies.utf8(GraphqlShots.body(random, world)), attacker);
            }
        }
        Operation operation = Nasty.any(random, fitting(kind));
        return mutated(random, right(random, operation, number, kind, attacker), operation);
    }

    /** Those to which a thing of this kind can be done. */
    private List<Operation> fitting(String kind) {
        return fitting.computeIfAbsent(kind, k -> {
            List<Operation> found = operations.stream().filter(operation -> switch (k) {
                case "other value", "missing member", "extra member", "member twice", "broken JSON", "broken UTF-8", "deep JSON",
                        "huge JSON" ->
                    operation.requestMediaType() != null;
                case "parameter" -> has(operation, "query");
                case "foreign id" -> has(operation, "path");
                case "cursor" -> operation.parameters().stream().anyMatch(parameter -> parameter.path("name").asString().equals("cursor"));
                default -> true;
            }).toList();
            return found.isEmpty() ? operations : found;
        });
    }

    private static boolean has(Operation operation, String in) {
        return operation.parameters().stream().anyMatch(parameter -> parameter.path("in").asString().equals(in));
    }

    private Shot right(RandomGenerator random, Operation operation, int number, String kind, int attacker) {
        List<Header> headers = new ArrayList<>();
        boolean anonymous = operation.isOpen() && random.nextInt(20) == 0;
        if (!anonymous) {
            headers.add(credentials(random, attacker));
        }
        headers.add(new Header("Accept", "application/json"));
        if (!operation.idempotency().equals("none") && (operation.idempotency().equals("required") || random.nextBoolean())) {
            headers.add(new Header("Idempotency-Key", "fuzz-" + seed + "-" + number));
        }
        if (operation.ifMatch().equals("required")) {
            headers.add(new Header("If-Match", "*"));
        }
        byte[] body = null;
        String type = operation.requestMediaType();
        if (type != null) {
            headers.add(new Header("Content-Type", type));
            body = Bodies.utf8(example(random, operation, number));
        }
        return new Shot(number, kind, operation.method(), path(random, operation) + query(random, operation, false), headers, body,
                anonymous ? -1 : attacker);
    }

    private Header credentials(RandomGenerator random, int index) {
        World.Attacker attacker = world.attacker(index);
        return random.nextBoolean()
                ? new Header("Authorization", "Bearer " + (random.nextBoolean() ? attacker.session() : attacker.key()))
                : new Header("X-Steveslist-API-Key", attacker.key());
    }

    private String path(RandomGenerator random, Operation operation) {
        return VARIABLE.matcher(operation.path()).replaceAll(
                variable -> Matcher.quoteReplacement("/" + variable.group(1) + "/" + world.id(random, variable.group(1))));
    }

    private static String query(RandomGenerator random, Operation operation, boolean nasty) {
        List<JsonNode> possible =
                operation.parameters().stream().filter(parameter -> parameter.path("in").asString().equals("query")).toList();
        String query = possible.stream()
                .filter(parameter -> random.nextInt(nasty ? 3 : 5) == 0)
                .map(parameter -> parameter.path("name").asString() + "=" + Nasty.encoded(
                        random, nasty ? Nasty.text(random) : parameter.path("example").asString("1")))
                .collect(Collectors.joining("&"));
        if (nasty && random.nextInt(4) == 0) {
            query += "&" + Nasty.encoded(random, Nasty.text(random)) + "=" + Nasty.encoded(random, Nasty.text(random));
        }
        return query.isEmpty() ? "" : "?" + query;
    }

    private String example(RandomGenerator random, Operation operation, int number) {
        JsonNode example = operation.requestExample();
        String text = example.isMissingNode() ? "{}" : example.isString() ? example.stringValue() : example.toString();
        String withIds = ID.matcher(text).replaceAll(id -> Matcher.quoteReplacement(switch (id.group(1)) {
            case "lst" -> world.id(random, "listings");
            case "ord" -> world.id(random, "orders");
            default -> id.group();
        }));
        return EMAIL.matcher(withIds).replaceAll("$1-" + seed + "-" + number + "@drill.example");
    }

    private Shot mutated(RandomGenerator random, Shot shot, Operation operation) {
        byte[] body = shot.body();
        String json = body == null ? "{}" : new String(body, StandardCharsets.UTF_8);
        JsonNode tree = tree(json);
        return switch (shot.kind()) {
            case "other value" -> withBody(shot, Bodies.utf8(Bodies.otherValue(random, tree)));
            case "missing member" -> withBody(shot, Bodies.utf8(Bodies.missingMember(random, tree)));
            case "extra member" -> withBody(shot, Bodies.utf8(Bodies.extraMember(random, tree)));
            case "member twice" -> withBody(shot, Bodies.utf8(Bodies.memberTwice(random, tree)));
            case "broken JSON" -> withBody(shot, Bodies.brokenJson(random, json));
            case "broken UTF-8" -> withBody(shot, Bodies.brokenUtf8(random, json));
            case "deep JSON" -> withBody(shot, Bodies.utf8(Bodies.deep(random, json)));
            case "huge JSON" -> withBody(shot, random.nextInt(6) == 0
                    ? Bodies.utf8(Bodies.huge(random, json))
                    : Bodies.utf8(Bodies.otherValue(random, tree)));
            case "parameter" -> to(shot, shot.method(), shot.path() + query(random, operation, true));
            case "cursor" -> to(shot, shot.method(), shot.path() + "?cursor=" + Headers.forged(random, world.cursor(random)));
            case "path" -> to(shot, shot.method(), Headers.path(random, shot.target()));
            case "method" -> to(shot, Nasty.any(random, METHODS), shot.target());
            case "header" -> shot.with(Headers.any(random, world));
            case "injected header" -> shot.with(Headers.injected(random));
            case "media type" -> shot.with(new Header(random.nextBoolean() ? "Content-Type" : "Accept", Nasty.any(random, MEDIA_TYPES)));
            case "credentials" -> Headers.credentials(random, shot, world);
            case "foreign id" -> to(shot, shot.method(), foreign(random, operation));
            default -> shot;
        };
    }

    private String foreign(RandomGenerator random, Operation operation) {
        return VARIABLE.matcher(operation.path()).replaceAll(variable -> Matcher.quoteReplacement(
                "/" + variable.group(1) + "/" + Nasty.any(random, world.foreignIds())));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.read(json);
        } catch (tools.jackson.core.JacksonException notJson) {
            return Json.read("{}");
        }
    }

    private static Shot withBody(Shot shot, byte[] body) {
        Shot sent = new Shot(shot.number(), shot.kind(), shot.method(), shot.target(), shot.headers(), body, shot.attacker());
        return shot.headers().stream().anyMatch(header -> header.name().equals("Content-Type"))
                ? sent
                : sent.with(new Header("Content-Type", "application/json"));
    }

    private static Shot to(Shot shot, String method, String target) {
        return new Shot(shot.number(), shot.kind(), method, target, shot.headers(), shot.body(), shot.attacker());
    }
}

package com.steveslist.api.drill.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Makes of a body that is right one that is wrong in one way. */
final class Bodies {

    private static final int HUGE_BYTES = 1_200_000;

    private Bodies() {}

    /** One value is another one, of any type. */
    static String otherValue(RandomGenerator random, JsonNode body) {
        return edited(random, body, Edit.REPLACE);
    }

    static String missingMember(RandomGenerator random, JsonNode body) {
        return edited(random, body, Edit.LEAVE_OUT);
    }

    static String extraMember(RandomGenerator random, JsonNode body) {
        return edited(random, body, Edit.ADD);
    }

    static String memberTwice(RandomGenerator random, JsonNode body) {
        return edited(random, body, Edit.REPEAT);
    }

    /** What is no JSON, though it begins like it. */
    static byte[] brokenJson(RandomGenerator random, String json) {
        return switch (random.nextInt(8)) {
            case 0 -> utf8(json.substring(0, random.nextInt(json.length() + 1)));
            case 1 -> utf8(json + json);
            case 2 -> utf8("\ufeff" + json);
            case 3 -> utf8(json.replace('"', '\''));
            case 4 -> utf8(json.replace("}", ",}"));
            case 5 -> utf8("/* */" + json);
            case 6 -> json.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
            default -> utf8(Nasty.text(random));
        };
    }

    /** Bytes in the middle that no UTF-8 has. */
    static byte[] brokenUtf8(RandomGenerator random, String json) {
        byte[] bytes = utf8(json);
        for (int i = 0; i <= random.nextInt(3) && bytes.length > 2; i++) {
            bytes[1 + random.nextInt(bytes.length - 2)] = (byte) (0x80 + random.nextInt(0x80));
        }
        return bytes;
    }

    static String deep(RandomGenerator random, String json) {
        int depth = List.of(50, 99, 101, 1_000, 100_000).get(random.nextInt(5));
        String value = random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        return json.startsWith("{") && json.length() > 2 ? json.substring(0, json.length() - 1) + ",\"a\":" + value + "}" : value;
    }

    static String huge(RandomGenerator random, String json) {
        int size = random.nextBoolean() ? HUGE_BYTES : 900_000;
        String value = switch (random.nextInt(3)) {
            case 0 -> '"' + "a".repeat(size) + '"';
            case 1 -> "[" + "1,".repeat(size / 2) + "1]";
            default -> "9".repeat(size);
        };
        return json.startsWith("{") && json.length() > 2 ? json.substring(0, json.length() - 1) + ",\"a\":" + value + "}" : value;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private enum Edit {
        REPLACE,
        LEAVE_OUT,
        ADD,
        REPEAT
    }

    private static String edited(RandomGenerator random, JsonNode body, Edit edit) {
        int places = count(body);
        return new Writer(random, edit, random.nextInt(Math.max(1, places))).text(body);
    }

    private static int count(JsonNode node) {
        int count = 1;
        for (JsonNode child : node) {
            count += count(child);
        }
        return count;
    }

    /** Writes a tree and does the edit at the place with this number. */
    private static final class Writer {
        private final RandomGenerator random;
        private final Edit edit;
        private int placesLeft;

        Writer(RandomGenerator random, Edit edit, int place) {
            this.random = random;
            this.edit = edit;
            this.placesLeft = place;
        }

        String text(JsonNode node) {
            boolean here = placesLeft-- == 0;
            if (here && edit == Edit.REPLACE) {
                return Nasty.json(random);
            }
            if (node.isArray()) {
                List<String> items = new ArrayList<>();
                node.forEach(item -> items.add(text(item)));
                if (here && edit != Edit.LEAVE_OUT) {
                    items.add(Nasty.json(random));
                }
                return "[" + String.join(",", items) + "]";
            }
            return node.isObject() ? object(node, here) : node.toString();
        }

        private String object(JsonNode node, boolean here) {
            List<String> members = new ArrayList<>();
            int chosen = node.isEmpty() ? 0 : random.nextInt(node.size());
            int index = 0;
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String text = Nasty.quoted(member.getKey()) + ":" + text(member.getValue());
                if (!(here && edit == Edit.LEAVE_OUT && index == chosen)) {
                    members.add(text);
                }
                if (here && edit == Edit.REPEAT && index == chosen) {
                    members.add(text);
                }
                index++;
            }
            if (here && edit == Edit.ADD) {
                members.add(Nasty.quoted(Nasty.text(random)) + ":" + Nasty.json(random));
            }
            return "{" + String.join(",", members) + "}";
        }
    }
}

package com.steveslist.api.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The files of {@code openapi/}, merged: {@code _common.yaml} and then the features by name. */
final class Fragments {

    private Fragments() {}

    /** Throws {@link IllegalStateException} that names the file for what is no YAML, and for two files that say two things. */
    static ObjectNode merged() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Resource file : files()) {
            merge(document, read(file), Objects.requireNonNull(file.getFilename()), 0);
        }
        return document;
    }

    private static Resource[] files() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml");
            Arrays.sort(files, Comparator.comparing(Resource::getFilename));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return Yamls.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (YAMLException e) {
            throw new IllegalStateException("openapi/" + file.getFilename() + " is not valid YAML: " + e.getMessage(), e);
        }
    }

    /** The document, its sections, and the paths and kinds of components in them are merged; what is in those is one file's. */
    private static void merge(ObjectNode into, JsonNode from, String file, int depth) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String name = member.getKey();
            JsonNode known = into.get(name);
            JsonNode value = member.getValue();
            if (known == null) {
                into.set(name, value);
            } else if (known instanceof ArrayNode array && value.isArray() && depth == 0) {
                value.forEach(array::add);
            } else if (known instanceof ObjectNode object && value.isObject() && depth < 2) {
                merge(object, value, file, depth + 1);
            } else if (!known.equals(value)) {
                throw new IllegalStateException("openapi/" + file + " defines " + name + " again, differently");
            }
        }
    }
}

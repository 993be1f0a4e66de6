package com.steveslist.api.demo;

import com.steveslist.api.demo.Catalogue.Address;
import com.steveslist.api.demo.Catalogue.Cart;
import com.steveslist.api.demo.Catalogue.Coordinates;
import com.steveslist.api.demo.Catalogue.Line;
import com.steveslist.api.demo.Catalogue.Person;
import com.steveslist.api.demo.Catalogue.Product;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code products.json}, {@code users.json} and {@code carts.json}. Prices are decimals in the files; they become minor units without
 * any floating-point number in between, and a price that is no whole number of them is an error.
 */
final class CatalogueReader {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    /** Of {@link Casting#CURRENCY}. */
    private static final int MINOR_DIGITS = 2;
    private static final int MIN_PASSWORD = 8;

    private CatalogueReader() {}

    /** @param directory null for the project's own catalogue */
    static Catalogue read(@Nullable Path directory) throws IOException {
        return new Catalogue(
                directory == null ? "our own catalogue" : directory.toString(),
                array(directory, "products.json").valueStream().map(CatalogueReader::product).toList(),
                array(directory, "users.json").valueStream().map(CatalogueReader::person).toList(),
                array(directory, "carts.json").valueStream().map(CatalogueReader::cart).toList());
    }

    private static JsonNode array(@Nullable Path directory, String file) throws IOException {
        try (InputStream in = open(directory, file)) {
            JsonNode node = JSON.readTree(in);
            if (!node.isArray()) {
                throw new IOException(file + " is not a JSON array");
            }
            return node;
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static InputStream open(@Nullable Path directory, String file) throws IOException {
        if (directory != null) {
            if (!Files.isReadable(directory.resolve(file))) {
                throw new FileNotFoundException("no " + file + " to read in " + directory);
            }
            return Files.newInputStream(directory.resolve(file));
        }
        InputStream own = CatalogueReader.class.getResourceAsStream("/demo/" + file);
        if (own == null) {
            throw new FileNotFoundException("our own " + file + " is missing from the build");
        }
        return own;
    }

    private static Product product(JsonNode node) {
        Map<String, String> attributes = new TreeMap<>();
        for (String field : List.of("brand", "sku")) {
            if (node.hasNonNull(field)) {
                attributes.put(field, node.get(field).asString());
            }
        }
        JsonNode place = node.path("coordinates");
        return new Product(
                node.required("id").asLong(),
                node.required("title").asString(),
                text(node, "description"),
                node.required("category").asString(),
                node.path("tags").valueStream().map(JsonNode::asString).toList(),
                node.required("price").decimalValue().movePointRight(MINOR_DIGITS).longValueExact(),
                node.required("stock").asLong(),
                attributes,
                place.isObject() ? new Coordinates(place.required("lat").asDouble(), place.required("lng").asDouble()) : null,
                node.hasNonNull("sellerId") ? Long.valueOf(node.get("sellerId").asLong()) : null);
    }

    private static Person person(JsonNode node) {
        JsonNode address = node.required("address");
        String password = node.required("password").asString();
        return new Person(
                node.required("id").asLong(),
                node.required("firstName").asString() + " " + node.required("lastName").asString(),
                node.required("email").asString(),
                password.length() < MIN_PASSWORD ? password + "-made-longer" : password,
                new Address(
                        address.required("address").asString(),
                        address.required("city").asString(),
                        text(address, "state"),
                        text(address, "postalCode"),
                        Countries.code(address.required("country").asString())));
    }

    /** What a cart names twice becomes one line, since a checkout names each listing once. */
    private static Cart cart(JsonNode node) {
        Map<Long, Long> quantities = new TreeMap<>();
        for (JsonNode line : node.required("products")) {
            quantities.merge(line.required("id").asLong(), line.required("quantity").asLong(), Math::addExact);
        }
        return new Cart(
                node.required("id").asLong(),
                node.required("userId").asLong(),
                quantities.entrySet().stream().map(line -> new Line(line.getKey(), line.getValue())).toList());
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asString() : null;
    }
}

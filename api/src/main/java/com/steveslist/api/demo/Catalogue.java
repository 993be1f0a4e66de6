package com.steveslist.api.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who plays in the demo, with what, and what they want. */
record Catalogue(String source, List<Product> products, List<Person> people, List<Cart> carts) {
    /**
     * Something to be listed.
     *
     * @param priceMinor minor units of {@link Casting#CURRENCY}
     * @param sellerId a person's id; null when anybody may sell it
     */
    record Product(
            long id,
            String name,
            @Nullable String description,
            String category,
            List<String> labels,
            long priceMinor,
            long stock,
            Map<String, String> attributes,
            @Nullable Coordinates coordinates,
            @Nullable Long sellerId) {}

    /** Degrees. */
    record Coordinates(double latitude, double longitude) {}

    /** Somebody who buys, sells or both. */
    record Person(long id, String name, String email, String password, Address address) {
        /** Nothing secret in a log. */
        @Override
        public String toString() {
            return "Person[" + id + "]";
        }
    }

    /** @param country ISO 3166-1 alpha-2 */
    record Address(String line1, String city, @Nullable String state, @Nullable String postalCode, String country) {
        @Override
        public String toString() {
            return "Address[" + country + "]";
        }
    }

    /** What one person wants to buy at once. */
    record Cart(long id, long personId, List<Line> lines) {}

    /** Units of a product. */
    record Line(long productId, long quantity) {}

    long unitsOf(long productId) {
        return products.stream().filter(product -> product.id() == productId).mapToLong(Product::stock).findFirst().orElse(0);
    }
}

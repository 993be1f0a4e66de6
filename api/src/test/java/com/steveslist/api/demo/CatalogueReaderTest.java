package com.steveslist.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.demo.Casting.Card;
import com.steveslist.api.demo.Catalogue.Cart;
import com.steveslist.api.demo.Catalogue.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {
    @TempDir
    Path directory;

    @Test
    void a_title_becomes_a_name_and_a_decimal_price_exact_minor_units() throws IOException {
        Product product = read("8.29").products().getFirst();

        assertThat(product.name()).isEqualTo("Second-hand TV");
        assertThat(product.priceMinor()).isEqualTo(829);
        assertThat(product.labels()).containsExactly("TV");
        assertThat(product.stock()).isEqualTo(3);
    }

    @Test
    void a_whole_price_is_whole_units() throws IOException {
        assertThat(read("12").products().getFirst().priceMinor()).isEqualTo(1200);
    }

    @Test
    void a_price_of_half_a_cent_is_refused() {
        assertThatThrownBy(() -> read("8.295")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void the_name_of_a_country_becomes_its_code() throws IOException {
        assertThat(read("1").people().getFirst().address().country()).isEqualTo("US");
        assertThatThrownBy(() -> Countries.code("Atlantis")).hasMessageContaining("Atlantis");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> CatalogueReader.read(directory)).hasMessageContaining("products.json");
    }

    private Catalogue read(String price) throws IOException {
        Files.writeString(directory.resolve("products.json"), """
                [{"id": 1, "title": "Second-hand TV", "category": "electronics", "price": %s, "stock": 3, "tags": ["TV"], "rating": 2.56}]
                """.formatted(price));
        Files.writeString(directory.resolve("users.json"), """
                [{"id": 1, "firstName": "Kate", "lastName": "Kateberry", "email": "k@steveslist.example", "password": "12345678",
                  "address": {"address": "1 Street", "city": "San Francisco", "country": "United States"}}]
                """);
        Files.writeString(directory.resolve("carts.json"), """
                [{"id": 1, "userId": 1, "products": [{"id": 1, "quantity": 2}]}]
                """);
        return CatalogueReader.read(directory);
    }

    @Nested
    class our_own_catalogue {
        private final Catalogue own = own();

        @Test
        void has_some_sixty_listings_and_second_hand_TVs_among_them() {
            assertThat(own.products()).hasSizeBetween(55, 70);
            assertThat(own.products()).extracting(Product::name).contains("Second-hand TV", "Stolen TV");
        }

        @Test
        void has_carts_that_ask_for_more_than_there_is() {
            assertThat(own.carts()).anyMatch(cart -> cart.lines().stream()
                    .anyMatch(line -> line.quantity() > own.unitsOf(line.productId())));
        }

        @Test
        void plays_every_card() {
            Casting casting = new Casting(own, 1);

            Set<Card> played = own.carts().stream().map(casting::cardOf).collect(Collectors.toSet());

            assertThat(played).containsExactlyInAnyOrder(Card.values());
        }

        @Test
        void is_cast_the_same_way_for_the_same_seed() {
            assertThat(cards(new Casting(own, 42))).isEqualTo(cards(new Casting(own, 42)));
            assertThat(cards(new Casting(own, 42))).isNotEqualTo(cards(new Casting(own, 43)));
        }

        private Map<Long, Card> cards(Casting casting) {
            return own.carts().stream().collect(Collectors.toMap(Cart::id, casting::cardOf));
        }

        private static Catalogue own() {
            try {
                return CatalogueReader.read(null);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}

package com.steveslist.events.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void ten_thousand_are_all_different_and_their_time_part_never_goes_back() {
        List<String> ids = Stream.generate(() -> Ids.next("lst")).limit(10_000).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().map(id -> id.substring(0, "lst_".length() + 10)).toList()).isSorted();
    }

    @Test
    void an_id_tells_when_it_was_made_and_other_texts_do_not() {
        long before = System.currentTimeMillis();

        assertThat(Ids.millis(Ids.next("lst")).orElseThrow()).isBetween(before, before + 60_000);
        assertThat(Ids.millis("req_01jd3z0000000000000000000z")).hasValue(0x19347f00000L);
        assertThat(Stream
                .of("", "_01jd3z0000000000000000000z", "a-request-of-mine", "req-01jd3z0000000000000000000z",
                        "req_01JD3Z0000000000000000000Z")
                .map(Ids::millis)).allMatch(OptionalLong::isEmpty);
    }

    @Test
    void a_new_id_passes_its_own_check() {
        ListingId id = ListingId.next();
        assertThat(new ListingId(id.value())).isEqualTo(id).hasToString(id.value());
    }

    @Test
    void an_id_of_another_kind_is_refused() {
        String order = OrderId.next().value();
        assertThatIllegalArgumentException().isThrownBy(() -> new ListingId(order)).withMessageContaining("lst_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "",
                    "lst_",
                    "lst_short",
                    "lst_01jd3z00000000000000000000a",
                    "lst_01JD3Z0000000000000000000A",
                    "lst-01jd3z0000000000000000000a",
                    "lst_01jd3z000000000000000000'a",
                    "lst_01jd3z000000000000000000iu"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ListingId(text));
    }
}

package com.steveslist.api.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NeedlesTest {
    private final Needles needles = new Needles();

    @Test
    void are_found_wherever_they_are() {
        needles.add("Steve Steveington");
        needles.add("Steve’s address");

        assertThat(needles.in("Steve Steveington")).containsExactly("Steve Steveington");
        assertThat(needles.in("xxSteve Steveingtonxx and Steve’s address")).hasSize(2);
        assertThat(needles.in("Steve Stevenson")).isEmpty();
        assertThat(needles.in("")).isEmpty();
    }

    @Test
    void are_not_found_behind_the_end() {
        needles.add("Steveington");
        byte[] bytes = "Steveington".getBytes(StandardCharsets.UTF_8);

        assertThat(needles.in(bytes, bytes.length - 1)).isEmpty();
    }
}

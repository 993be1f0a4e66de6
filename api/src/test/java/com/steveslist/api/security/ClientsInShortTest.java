package com.steveslist.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a client's own description and of its address. */
class ClientsInShortTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0 | Firefox on Linux",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 | Chrome on Windows",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML) Chrome/150.0 Safari/537.36 Edg/150.0 | Edge on Windows",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1 | Safari on iPhone",
            "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36 | Chrome on Android",
            "curl/8.14.1 | curl",
            "Java-http-client/25 | Java-http-client",
            "steves-app (mail me: steve@example.com) | steves-app",
            "Mozilla/5.0 (compatible; something) | Mozilla"})
    void a_program_is_named_and_nothing_else_of_it_kept(String header, String kept) {
        assertThat(UserAgents.inShort(header)).isEqualTo(kept);
    }

    @Test
    void what_says_nothing_is_nothing() {
        assertThat(UserAgents.inShort(null)).isNull();
        assertThat(UserAgents.inShort("")).isNull();
        assertThat(UserAgents.inShort("<script>")).isNull();
    }

    @Test
    void an_address_of_IPv6_stands_for_the_subscriber() {
        assertThat(Networks.of("2001:db8:1:2:3:4:5:6")).isEqualTo(Networks.of("[2001:db8:1:2::1]")).isEqualTo("20010db800010002/64");
        assertThat(Networks.of("2001:db8:1:3::1")).isNotEqualTo(Networks.of("2001:db8:1:2::1"));
        assertThat(Networks.of("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Networks.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Networks.of("no address")).isEqualTo("no address");
    }
}

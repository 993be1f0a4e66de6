package com.steveslist.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressesTest {
    private final ClientAddresses behindProxies = new ClientAddresses(List.of("10.0.0.0/8", "fd00::/8"));

    private static MockHttpServletRequest from(String remote, String... headers) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(remote);
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    @Test
    void what_a_stranger_writes_into_a_header_is_not_believed() {
        assertThat(behindProxies.of(from("203.0.113.7", "X-Forwarded-For", "198.51.100.1"))).isEqualTo("203.0.113.7");
        assertThat(new ClientAddresses(List.of()).of(from("10.1.1.1", "X-Forwarded-For", "198.51.100.1"))).isEqualTo("10.1.1.1");
    }

    @Test
    void behind_proxies_the_last_address_that_is_not_theirs_counts() {
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "198.51.100.1"))).isEqualTo("198.51.100.1");
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "1.1.1.1, 198.51.100.1, 10.0.0.2"))).isEqualTo("198.51.100.1");
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "1.1.1.1", "X-Forwarded-For", "198.51.100.1:4711")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void the_standard_header_is_read_as_well() {
        assertThat(behindProxies.of(from("fd00::1", "Forwarded", "for=1.1.1.1, for=\"198.51.100.1:80\";proto=https;by=10.0.0.1")))
                .isEqualTo("198.51.100.1");
        assertThat(behindProxies.of(from("10.0.0.1", "Forwarded", "For=\"[2001:db8:1:2:3::4]:4711\""))).isEqualTo("20010db800010002::/64");
    }

    @Test
    void what_is_no_address_is_passed_over() {
        assertThat(behindProxies.of(from("10.0.0.1", "Forwarded", "for=unknown"))).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "' or 1=1, evil"))).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of(from("10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void of_an_IPv6_address_the_network_counts() {
        assertThat(behindProxies.of(from("2001:db8:1:2:3::4"))).isEqualTo(behindProxies.of(from("2001:db8:1:2:ffff::1")));
        assertThat(behindProxies.of(from("2001:db8:1:3::4"))).isNotEqualTo(behindProxies.of(from("2001:db8:1:2::4")));
    }
}

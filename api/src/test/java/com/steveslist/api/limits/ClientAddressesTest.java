package com.steveslist.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressesTest {
    private final ClientAddresses behindProxies = new ClientAddresses(List.of("10.0.0.0/8", "fd00::/8"), ProxyHeader.X_FORWARDED);
    private final ClientAddresses behindOthers = new ClientAddresses(List.of("10.0.0.0/8", "fd00::/8"), ProxyHeader.FORWARDED);

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
        assertThat(new ClientAddresses(List.of(), ProxyHeader.X_FORWARDED).of(from("10.1.1.1", "X-Forwarded-For", "198.51.100.1")))
                .isEqualTo("10.1.1.1");
    }

    @Test
    void behind_proxies_the_last_address_that_is_not_theirs_counts() {
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "198.51.100.1"))).isEqualTo("198.51.100.1");
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "1.1.1.1, 198.51.100.1, 10.0.0.2"))).isEqualTo("198.51.100.1");
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "1.1.1.1", "X-Forwarded-For", "198.51.100.1:4711")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void the_standard_header_is_read_where_the_proxies_write_it() {
        assertThat(behindOthers.of(from("fd00::1", "Forwarded", "for=1.1.1.1, for=\"198.51.100.1:80\";proto=https;by=10.0.0.1")))
                .isEqualTo("198.51.100.1");
        assertThat(behindOthers.of(from("10.0.0.1", "Forwarded", "For=\"[2001:db8:1:2:3::4]:4711\""))).isEqualTo("20010db800010002::/64");
    }

    @Test
    void a_header_that_the_proxies_do_not_write_is_a_strangers_and_not_believed() {
        String[] both = {"Forwarded", "for=1.1.1.1;proto=https", "X-Forwarded-For", "198.51.100.1", "X-Forwarded-Proto", "http"};
        assertThat(behindProxies.of(from("10.0.0.1", both))).isEqualTo("198.51.100.1");
        assertThat(behindProxies.isOverTls(from("10.0.0.1", both))).isFalse();
        assertThat(behindOthers.of(from("10.0.0.1", both))).isEqualTo("1.1.1.1");
        assertThat(behindOthers.isOverTls(from("10.0.0.1", both))).isTrue();
    }

    @Test
    void tls_is_believed_of_proxies_only_and_when_all_of_them_say_so() {
        assertThat(behindProxies.isOverTls(from("10.0.0.1", "X-Forwarded-Proto", "https"))).isTrue();
        assertThat(behindProxies.isOverTls(from("203.0.113.7", "X-Forwarded-Proto", "https"))).isFalse();
        assertThat(behindProxies.isOverTls(from("10.0.0.1", "X-Forwarded-Proto", "https, http"))).isFalse();
        assertThat(behindProxies.isOverTls(from("10.0.0.1"))).isFalse();
        assertThat(behindOthers.isOverTls(from("10.0.0.1", "Forwarded", "for=1.1.1.1;proto=https, for=10.0.0.2;proto=http"))).isFalse();
    }

    @Test
    void what_is_no_address_is_passed_over() {
        assertThat(behindOthers.of(from("10.0.0.1", "Forwarded", "for=unknown"))).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of(from("10.0.0.1", "X-Forwarded-For", "' or 1=1, evil"))).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of(from("10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void of_an_IPv6_address_the_network_counts() {
        assertThat(behindProxies.of(from("2001:db8:1:2:3::4"))).isEqualTo(behindProxies.of(from("2001:db8:1:2:ffff::1")));
        assertThat(behindProxies.of(from("2001:db8:1:3::4"))).isNotEqualTo(behindProxies.of(from("2001:db8:1:2::4")));
    }
}

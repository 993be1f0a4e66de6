package com.steveslist.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.error.ApiException;
import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class RetirementTest {

    /** A call that nobody should make any more. */
    private static final class OldController {

        @Retiring(since = "2027-01-31", until = "2027-07-31", see = "/docs/changes#2027-01-31")
        Answer call() {
            return Answer.nothing();
        }

        @Retiring(since = "2027-01-31", see = "/docs/changes#2027-01-31")
        Answer undecided() {
            return Answer.nothing();
        }
    }

    private static MockHttpServletResponse answerOf(String method) throws NoSuchMethodException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        Retirement.announce(OldController.class.getDeclaredMethod(method).getAnnotation(Retiring.class), response);
        return response;
    }

    @Test
    void a_retiring_call_says_since_when_until_when_and_where_to_read_on() throws Exception {
        MockHttpServletResponse response = answerOf("call");

        assertThat(response.getHeader("Deprecation")).isEqualTo("@1801353600");
        assertThat(response.getHeader("Sunset")).isEqualTo("Sat, 31 Jul 2027 00:00:00 GMT");
        assertThat(response.getHeader("Link")).isEqualTo("</docs/changes#2027-01-31>; rel=\"deprecation\"; type=\"text/html\"");
    }

    @Test
    void one_whose_end_is_not_decided_names_no_end() throws Exception {
        assertThat(answerOf("undecided").getHeader("Sunset")).isNull();
    }

    @Nested
    class A_version {

        @Test
        void is_the_newest_unless_a_known_one_is_named() {
            assertThat(ApiVersions.parse(null)).isEqualTo(ApiVersions.newest());
            ApiVersions.all().forEach(version -> assertThat(ApiVersions.parse(version.date().toString())).isEqualTo(version.date()));
        }

        @Test
        void that_is_unknown_malformed_or_in_the_future_is_refused() {
            for (String date : new String[] {"2020-01-01", LocalDate.now().plusYears(1).toString(), "2026-13-01", "v1", "", "latest"}) {
                assertThatThrownBy(() -> ApiVersions.parse(date)).isInstanceOf(ApiException.class)
                        .hasMessageContaining(ApiVersions.newest().toString());
            }
        }

        @Test
        void is_younger_than_the_one_before() {
            assertThat(ApiVersions.all()).extracting(ApiVersions.Version::date).isSorted().doesNotHaveDuplicates();
        }
    }
}

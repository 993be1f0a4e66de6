package com.steveslist.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
            "none | JSON",
            "*/* | JSON",
            "application/* | JSON",
            "application/json | JSON",
            "application/xml | XML",
            "application/json, application/xml | JSON",
            "application/xml, application/json | XML",
            "application/xml;q=0.5, application/json;q=0.9 | JSON",
            "application/json;q=0.5, application/xml;q=0.9 | XML",
            "application/xml;q=0, */* | JSON",
            "application/json;q=0, */* | XML",
            "application/xml, */*;q=0.1 | XML",
            "*/*, application/xml | JSON",
            "image/png, application/xml;q=0.1 | XML",
            "APPLICATION/XML ; charset=utf-8 | XML",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | JSON",
            "text/html,application/xml;q=0.9 | XML"})
    void the_dearest_form_is_chosen(String accept, Format expected) {
        assertThat(Negotiation.format(accept)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/*", "application/json;q=0", "*/*;q=0", "application/json;q=nonsense",
            "application/yaml, text/xml"})
    void without_an_acceptable_one_there_is_no_answer(String accept) {
        assertThatThrownBy(() -> Negotiation.format(accept))
                .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ACCEPTABLE));
    }

    @Test
    void errors_are_JSON_unless_their_XML_form_is_asked_for_by_name() {
        assertThat(Negotiation.wantsProblemXml(null)).isFalse();
        assertThat(Negotiation.wantsProblemXml("application/xml")).isFalse();
        assertThat(Negotiation.wantsProblemXml("application/problem+xml;q=0")).isFalse();
        assertThat(Negotiation.wantsProblemXml("application/xml, application/problem+xml")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none",
            value = {"none | false", "gzip | true", "gzip;q=0 | false", "br, * | true", "gzip;q=0, * | false", "deflate | false",
                    "GZIP | true"})
    void what_is_compressed_is_compressed_with_gzip(String acceptEncoding, boolean expected) {
        assertThat(Negotiation.acceptsGzip(acceptEncoding)).isEqualTo(expected);
    }
}

package com.steveslist.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Recording;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last: every answer that any test before it got from the shared application was held against the document. */
@Order(Integer.MAX_VALUE)
class EverythingSeenTest {
    private static final int SHOWN = 600;

    @Test
    void no_answer_was_outside_the_document() {
        List<String> problems = Recording.problems().entrySet().stream()
                .map(problem -> problem.getKey() + "\n    seen at " + shortened(problem.getValue()))
                .collect(Collectors.toList());

        assertThat(problems)
                .as("%d answers were looked at; write what is missing into api/src/main/resources/openapi, or mend the answer",
                        Recording.checked())
                .isEmpty();
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}

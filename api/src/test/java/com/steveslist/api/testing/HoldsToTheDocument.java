package com.steveslist.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test class: every answer that it got from the shared application was held against the document, and is in it. */
public final class HoldsToTheDocument implements AfterAllCallback {
    private static final int SHOWN = 600;

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() != null) {
            return;
        }
        List<String> problems = Recording.takeProblems().entrySet().stream().map(HoldsToTheDocument::told).toList();
        assertThat(problems)
                .as("%d answers were looked at; write what is missing into api/src/main/resources/openapi, or mend the answer",
                        Recording.checked())
                .isEmpty();
    }

    private static String told(Map.Entry<String, String> problem) {
        String call = problem.getValue();
        return problem.getKey() + "\n    seen at " + (call.length() > SHOWN ? call.substring(0, SHOWN) + "…" : call);
    }
}

package com.steveslist.api.drill;

import com.steveslist.api.client.Answer;
import java.util.Map;

/** A checkout that was acknowledged: what was asked, under which key, and the first answer that came. */
record Purchase(Trader buyer, String key, Map<String, Object> body, Answer answer) {
    String checkoutId() {
        return answer.text("id");
    }

    /** Whether the first answer already told the outcome. */
    boolean isDecided() {
        return !"processing".equals(answer.text("status"));
    }

    static String outcome(Answer checkout) {
        return checkout.text("status") + " " + checkout.data().path("failure").path("code").asString("");
    }
}

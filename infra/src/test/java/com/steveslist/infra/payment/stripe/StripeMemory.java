package com.steveslist.infra.payment.stripe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.steveslist.infra.payment.PaymentGatewayContract.Books;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a Stripe account remembers, in Stripe's own JSON (the templates in {@code resources/stripe}). */
final class StripeMemory {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
    private final List<ObjectNode> refunds = new ArrayList<>();
    private final Set<String> brokenOff = new HashSet<>();

    /** @param hangs comes too late to be heard */
    record Answer(int status, String body, boolean hangs) {

        Answer atOnce() {
            return new Answer(status, body, false);
        }
    }

    /** Whether the first refund of such a card is answered with an error before anything is done. */
    boolean breaksOff(String url, Map<String, String> form) {
        ObjectNode intent = intents.get(form.getOrDefault("payment_intent", ""));
        return intent != null
                && form.containsKey("amount")
                && "pm_card_refundBreaksOffOnce".equals(intent.path("payment_method").asText())
                && brokenOff.add(String.valueOf(form));
    }

    Answer answer(String method, String path, Map<String, String> form) {
        String[] parts = path.split("/", -1);
        if (path.equals("/v1/payment_intents")) {
            return create(form);
        }
        if (path.equals("/v1/refunds")) {
            return method.equals("GET") ? list(form) : refund(form);
        }
        ObjectNode intent = requireNonNull(intents.get(parts[3]), path);
        return switch (parts.length == 4 ? "retrieve" : parts[4]) {
            case "retrieve" -> ok(intent);
            case "confirm" -> confirm(intent, form.getOrDefault("payment_method", ""));
            case "capture" -> capture(intent);
            case "cancel" -> cancel(intent);
            default -> error(404, "invalid_request_error", "resource_missing", null);
        };
    }

    private Answer create(Map<String, String> form) {
        ObjectNode intent = template("payment_intent");
        intent.put("id", "pi_" + (intents.size() + 1));
        intent.put("amount", Long.parseLong(form.getOrDefault("amount", "")));
        intent.put("currency", form.get("currency"));
        intent.put("capture_method", form.get("capture_method"));
        intent.putObject("metadata").put("steveslist_payment", form.get("metadata[steveslist_payment]"));
        intents.put(intent.get("id").asText(), intent);
        return ok(intent);
    }

    private static Answer confirm(ObjectNode intent, String card) {
        if (!status(intent).equals("requires_payment_method")) {
            return unexpectedState();
        }
        return switch (card) {
            case "pm_card_chargeDeclined" -> cardError("card_declined", "generic_decline");
            case "pm_card_chargeDeclinedInsufficientFunds" -> cardError("card_declined", "insufficient_funds");
            case "pm_card_authenticationRequired" -> cardError("authentication_required", "authentication_required");
            case "pm_card_of_nobody" -> error(400, "invalid_request_error", "resource_missing", "payment_method");
            default -> {
                intent.put("payment_method", card);
                intent.put("status", "requires_capture");
                intent.put("amount_capturable", intent.get("amount").asLong());
                intent.put("latest_charge", "ch_" + intent.get("id").asText());
                Answer answer = ok(intent);
                yield new Answer(answer.status(), answer.body(), card.equals("pm_card_hangs"));
            }
        };
    }

    private static Answer capture(ObjectNode intent) {
        if (!status(intent).equals("requires_capture")) {
            return unexpectedState();
        }
        if (intent.path("payment_method").asText().equals("pm_card_captureFails")) {
            return cardError("expired_card", null);
        }
        intent.put("status", "succeeded");
        intent.put("amount_received", intent.get("amount").asLong());
        intent.put("amount_capturable", 0);
        return ok(intent);
    }

    private static Answer cancel(ObjectNode intent) {
        if (status(intent).equals("succeeded") || status(intent).equals("canceled")) {
            return unexpectedState();
        }
        intent.put("status", "canceled");
        intent.put("amount_capturable", 0);
        return ok(intent);
    }

    private Answer refund(Map<String, String> form) {
        ObjectNode intent = requireNonNull(intents.get(form.getOrDefault("payment_intent", "")));
        String id = intent.get("id").asText();
        long left = intent.get("amount_received").asLong() - refunded(id);
        long amount = form.containsKey("amount") ? Long.parseLong(form.getOrDefault("amount", "")) : left;
        if (!status(intent).equals("succeeded")) {
            return error(400, "invalid_request_error", "charge_not_captured", null);
        }
        if (left == 0) {
            return error(400, "invalid_request_error", "charge_already_refunded", null);
        }
        if (amount > left) {
            return error(400, "invalid_request_error", null, "amount");
        }
        ObjectNode refund = template("refund");
        refund.put("id", "re_" + (refunds.size() + 1));
        refund.put("amount", amount);
        refund.put("payment_intent", id);
        refund.putObject("metadata").put("steveslist_refund", form.get("metadata[steveslist_refund]"));
        if (intent.path("payment_method").asText().equals("pm_card_refundFail")) {
            refund.put("status", "failed");
            refund.put("failure_reason", "expired_or_canceled_card");
        }
        refunds.add(refund);
        return ok(refund);
    }

    private Answer list(Map<String, String> form) {
        ObjectNode list = JSON.createObjectNode();
        list.put("object", "list").put("url", "/v1/refunds").put("has_more", false);
        refunds.stream()
                .filter(refund -> refund.get("payment_intent").asText().equals(form.get("payment_intent")))
                .forEach(list.putArray("data")::add);
        return ok(list);
    }

    Books books(String payment) {
        return intents.values().stream()
                .filter(intent -> intent.at("/metadata/steveslist_payment").asText().equals(payment))
                .findFirst()
                .map(intent -> new Books(
                        intent.get("amount_capturable").asLong(),
                        intent.get("amount_received").asLong(),
                        refunded(intent.get("id").asText())))
                .orElse(new Books(0, 0, 0));
    }

    private long refunded(String intent) {
        return refunds.stream()
                .filter(refund -> refund.get("payment_intent").asText().equals(intent))
                .filter(refund -> refund.get("status").asText().equals("succeeded"))
                .mapToLong(refund -> refund.get("amount").asLong())
                .sum();
    }

    private static String status(ObjectNode intent) {
        return intent.get("status").asText();
    }

    private static Answer unexpectedState() {
        return error(400, "invalid_request_error", "payment_intent_unexpected_state", null);
    }

    private static Answer cardError(String code, @Nullable String declineCode) {
        return answer(402, "card_error", code, declineCode, null);
    }

    static Answer error(int status, String type, @Nullable String code, @Nullable String param) {
        return answer(status, type, code, null, param);
    }

    private static Answer answer(
            int status, String type, @Nullable String code, @Nullable String declineCode, @Nullable String param) {
        ObjectNode body = template("error");
        ObjectNode error = (ObjectNode) body.get("error");
        error.put("type", type);
        error.put("code", code);
        error.put("decline_code", declineCode);
        error.put("param", param);
        return new Answer(status, text(body), false);
    }

    private static Answer ok(ObjectNode body) {
        return new Answer(200, text(body), false);
    }

    private static String text(ObjectNode body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode template(String name) {
        try {
            return (ObjectNode) JSON.readTree(StripeMemory.class.getResource("/stripe/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

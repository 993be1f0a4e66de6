package com.steveslist.events.verify;

import com.steveslist.events.proof.MalformedProofException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, each of the type that it is to have; throws {@link MalformedProofException} that names it otherwise. */
record Members(Map<?, ?> object) {

    static Members of(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> object) {
            return new Members(object);
        }
        throw new MalformedProofException(what + " is no object");
    }

    boolean has(String name) {
        return object.get(name) != null;
    }

    @Nullable
    Object any(String name) {
        return object.get(name);
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw new MalformedProofException(name + " is missing");
        }
        return text;
    }

    @Nullable
    String optionalText(String name) {
        Object value = object.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new MalformedProofException(name + " is no text");
    }

    long whole(String name) {
        try {
            if (object.get(name) instanceof BigDecimal number) {
                return number.longValueExact();
            }
        } catch (ArithmeticException e) {
            // said below
        }
        throw new MalformedProofException(name + " is no whole number");
    }

    List<?> list(String name) {
        if (object.get(name) instanceof List<?> list) {
            return list;
        }
        throw new MalformedProofException(name + " is no list");
    }
}

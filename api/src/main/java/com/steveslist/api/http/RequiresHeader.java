package com.steveslist.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A header without which a call is refused before its body is looked at. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresHeader {

    Name value();

    /** The headers that can be required. */
    enum Name {
        IDEMPOTENCY_KEY,
        IF_MATCH
    }
}

package com.steveslist.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that clients should leave: its answers say since when ({@code Deprecation}, RFC 9745), until when it works ({@code Sunset}, RFC
 * 8594), and where what to do instead is written ({@code Link}). Dates are days in UTC, such as {@code 2027-01-31}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Retiring {

    String since();

    /** Empty when that is not decided. */
    String until() default "";

    /** A path of this application or a whole address. */
    String see();
}

package com.steveslist.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The media types of a call whose body or answer is something else than JSON. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Media {

    /** What the body can be, which is then read as a stream; nothing for JSON. */
    String[] takes() default {};

    /** What the answer can be, the usual one first; nothing for JSON. The parameter {@code format} outweighs {@code Accept}. */
    String[] gives() default {};
}

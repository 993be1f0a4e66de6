/**
 * {@code drill api-fuzz}: requests that nobody would send by mistake only, made out of the served OpenAPI document, and a judge who holds each
 * answer against it. One number, the seed, makes a run again.
 */
@NullMarked
package com.steveslist.api.drill.fuzz;

import org.jspecify.annotations.NullMarked;

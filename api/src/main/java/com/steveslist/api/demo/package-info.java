/**
 * {@code ./steveslist demo}: a market full of people, played through the public API alone, the same every time but for the e-mail
 * addresses.
 */
@NullMarked
package com.steveslist.api.demo;

import org.jspecify.annotations.NullMarked;

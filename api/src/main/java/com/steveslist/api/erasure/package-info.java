/**
 * Erasing a person: whether anything is under way with the account, the steps from the demand to the certificate, what goes of our own
 * tables, and the certificate for whoever asks. Each step can be done again, and whichever node dies, another one goes on.
 */
@NullMarked
package com.steveslist.api.erasure;

import org.jspecify.annotations.NullMarked;

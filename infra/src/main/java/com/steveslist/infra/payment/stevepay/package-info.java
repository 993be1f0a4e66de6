/** StevePay, the built-in provider: deterministic, with durable books of its own. */
@NullMarked
package com.steveslist.infra.payment.stevepay;

import org.jspecify.annotations.NullMarked;

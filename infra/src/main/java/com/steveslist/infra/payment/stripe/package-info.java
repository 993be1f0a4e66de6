/** Real cards, through Stripe. */
@NullMarked
package com.steveslist.infra.payment.stripe;

import org.jspecify.annotations.NullMarked;

/**
 * Payment providers behind {@link com.steveslist.command.payment.PaymentGateway}: which one is used, and what protects us from it
 * whichever it is.
 */
@NullMarked
package com.steveslist.infra.payment;

import org.jspecify.annotations.NullMarked;

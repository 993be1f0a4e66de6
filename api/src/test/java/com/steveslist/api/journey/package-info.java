/** The product as its users meet it, from the first sign-up to the analysts' table. */
package com.steveslist.api.journey;

/** OAuth 2.0 over HTTP, as programs and browsers speak it. */
@NullMarked
package com.steveslist.api.oauth;

import org.jspecify.annotations.NullMarked;

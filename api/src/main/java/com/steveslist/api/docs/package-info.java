/**
 * {@code /docs}, for people: pages about how the API works, written by hand, and a page a feature made of the OpenAPI document. All of it is
 * rendered here; no page needs a script or anything from elsewhere.
 */
@NullMarked
package com.steveslist.api.docs;

import org.jspecify.annotations.NullMarked;

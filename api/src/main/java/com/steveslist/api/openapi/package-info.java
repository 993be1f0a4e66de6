/**
 * The contract as OpenAPI 3.1: fragments written by hand, a file a feature, merged and completed with what every call shares; and what
 * can be asked of the result, by the documents, the tests and the drill.
 */
@NullMarked
package com.steveslist.api.openapi;

import org.jspecify.annotations.NullMarked;

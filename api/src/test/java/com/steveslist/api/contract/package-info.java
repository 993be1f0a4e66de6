/** The document against what really runs: routes, examples, every answer that any test saw, and the approved text. */
@NullMarked
package com.steveslist.api.contract;

import org.jspecify.annotations.NullMarked;

/** The supervisor is tried as people use it: as processes of their own, with real servers, killed in every way. */
@NullMarked
package com.steveslist.infra.embedded.stack;

import org.jspecify.annotations.NullMarked;

/** The history, its rights and its traces. */
@NullMarked
package com.steveslist.api.audit;

import org.jspecify.annotations.NullMarked;

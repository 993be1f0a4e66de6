/** The catalogue of errors: each code is produced, and each is explained. */
@NullMarked
package com.steveslist.api.error;

import org.jspecify.annotations.NullMarked;

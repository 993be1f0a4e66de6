/** {@code /docs}: what this server answers to and what its errors mean, read off the running routes and the catalogue of codes. */
@NullMarked
package com.steveslist.api.docs;

import org.jspecify.annotations.NullMarked;

/** What both twins have: the JSON that goes in and out, its validation, and who may call. One account has one API key, made at start-up. */
@NullMarked
package com.steveslist.twin.shared;

import org.jspecify.annotations.NullMarked;

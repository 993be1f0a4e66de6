/** The log as auditors read it: any event by what it is about, and what a thing looked like after each of its events. */
@NullMarked
package com.steveslist.query.audit;

import org.jspecify.annotations.NullMarked;

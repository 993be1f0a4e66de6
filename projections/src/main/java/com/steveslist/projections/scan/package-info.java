/**
 * Looks for words in everything that a stack has written, whichever way they were written: what shows that a person is erased. It reads files
 * as they lie on the disk, opens what is packed, and asks the servers for what their files hold compressed.
 */
@NullMarked
package com.steveslist.projections.scan;

import org.jspecify.annotations.NullMarked;

/** The port that encrypts personal values before they are decided about. */
@NullMarked
package com.steveslist.command.privacy;

import org.jspecify.annotations.NullMarked;

/** How a command reaches its aggregate, and what comes back. */
@NullMarked
package com.steveslist.command.dispatch;

import org.jspecify.annotations.NullMarked;

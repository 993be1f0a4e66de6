/** Mails, to a folder and to a server that does not behave. */
@NullMarked
package com.steveslist.api.mail;

import org.jspecify.annotations.NullMarked;

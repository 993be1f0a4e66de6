/** Mails to people: letters that wait in a queue, are written when it is their turn, and leave over SMTP or into a folder. */
@NullMarked
package com.steveslist.api.mail;

import org.jspecify.annotations.NullMarked;

/** Shared by the tests of this module: people, things for sale and the values around them. */
@org.jspecify.annotations.NullMarked
package com.steveslist.command.testing;

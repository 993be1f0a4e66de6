/** The drills in their short form. */
package com.steveslist.api.drill;

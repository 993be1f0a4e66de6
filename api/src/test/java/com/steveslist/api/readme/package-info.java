/** What the README promises is tried. */
package com.steveslist.api.readme;

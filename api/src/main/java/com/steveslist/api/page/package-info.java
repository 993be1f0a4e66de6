/** Plain pages for people, which work without a script: where an API ends and somebody sits in front of a browser. */
@NullMarked
package com.steveslist.api.page;

import org.jspecify.annotations.NullMarked;

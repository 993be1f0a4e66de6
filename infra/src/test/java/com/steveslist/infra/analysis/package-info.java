/** What our analysis plugin makes of people's words, asked of a real server. */
@NullMarked
package com.steveslist.infra.analysis;

import org.jspecify.annotations.NullMarked;

/** How this module reaches PostgreSQL: where it is, bounded pools, and schemas that migrate at start-up. */
@NullMarked
package com.steveslist.infra.postgres;

import org.jspecify.annotations.NullMarked;

/** What this node does: nodes are of one image and differ by their roles only. */
@NullMarked
package com.steveslist.infra.node;

import org.jspecify.annotations.NullMarked;

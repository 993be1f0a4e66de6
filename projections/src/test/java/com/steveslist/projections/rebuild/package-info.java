/** Read models rebuilt while they serve. */
package com.steveslist.projections.rebuild;

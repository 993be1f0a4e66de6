/** What the servlet container, the pipeline and the readers of input do with what no honest client sends. */
@NullMarked
package com.steveslist.api.http;

import org.jspecify.annotations.NullMarked;

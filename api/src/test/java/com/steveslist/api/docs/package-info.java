@NullMarked
package com.steveslist.api.docs;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.steveslist.api.openapi;

import org.jspecify.annotations.NullMarked;

/** Who is asking: passwords, API keys, sessions, what each may do, and the secrets with which this node signs. */
@NullMarked
package com.steveslist.api.security;

import org.jspecify.annotations.NullMarked;

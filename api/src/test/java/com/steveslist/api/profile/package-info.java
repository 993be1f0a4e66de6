/** Profiles: what an account says about itself, and what others see of it. */
@NullMarked
package com.steveslist.api.profile;

import org.jspecify.annotations.NullMarked;

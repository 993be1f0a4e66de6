/** Spring Boot with JPA: a controller, a transactional service, a repository, one row a listing. {@link com.steveslist.twin.jpa.JpaTwin} starts it. */
@NullMarked
package com.steveslist.twin.jpa;

import org.jspecify.annotations.NullMarked;

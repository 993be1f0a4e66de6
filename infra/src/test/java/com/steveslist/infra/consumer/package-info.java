/** Consumers of a real log on a real PostgreSQL. */
package com.steveslist.infra.consumer;

/**
 * Rate limits: how many calls a minute each key, account and address may make, counted over all nodes without a round trip a call. A node
 * counts by itself and exchanges counts with the other nodes through a table, many buckets a statement, behind the calls' backs.
 */
@NullMarked
package com.steveslist.api.limits;

import org.jspecify.annotations.NullMarked;

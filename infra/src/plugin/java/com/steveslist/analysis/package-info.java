/** Token filters that a plain Elasticsearch core lacks, as a stable plugin: they work in the embedded server and in a full cluster alike. */
package com.steveslist.analysis;

/** Views from given events, on a real PostgreSQL. */
package com.steveslist.projections.view;

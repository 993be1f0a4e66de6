/** What reconciling finds, tried on books that are wrong in one place. */
package com.steveslist.projections.reconcile;

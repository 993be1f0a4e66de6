/** The demo's catalogue and cast. */
package com.steveslist.api.demo;

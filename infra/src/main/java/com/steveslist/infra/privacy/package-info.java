/**
 * Personal values, encrypted with the key of the person they belong to. Keys live behind {@link com.steveslist.infra.privacy.KeyVault}, in
 * the embedded set-up a database of their own, wrapped with the master key from configuration; erasing one erases the person's values
 * everywhere at once, logs and backups included, while every hash over events stays valid.
 */
@NullMarked
package com.steveslist.infra.privacy;

import org.jspecify.annotations.NullMarked;

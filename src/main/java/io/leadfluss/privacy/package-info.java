/** Erasure and disclosure of everything stored about a lead. */
package io.leadfluss.privacy;

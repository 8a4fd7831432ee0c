/** Signed links and pixels, and what leads who allowed it did with them. */
package io.leadfluss.tracking;

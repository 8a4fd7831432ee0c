/** The mail in the morning that tells each rep and manager what waits for them. */
package io.leadfluss.handover.digest;

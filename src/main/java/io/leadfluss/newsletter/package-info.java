/** Newsletters: an issue goes to a segment, after somebody else has approved it, in the better of two variants. */
package io.leadfluss.newsletter;

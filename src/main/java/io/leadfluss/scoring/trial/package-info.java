/** What changed tables would do to all leads, before they are released. */
package io.leadfluss.scoring.trial;

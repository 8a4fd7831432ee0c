/** What a lead allowed us to do, and the proof of it. */
package io.leadfluss.consent;

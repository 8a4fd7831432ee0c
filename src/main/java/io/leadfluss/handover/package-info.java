/** Sales reps, the routing of leads to them, and what they decide. */
package io.leadfluss.handover;

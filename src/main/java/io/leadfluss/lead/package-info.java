/** Who the lead is, its company, its stage, and the facts of what happened to it. */
package io.leadfluss.lead;

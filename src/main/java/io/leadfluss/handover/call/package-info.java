/** Calls of sales to leads, whether they are allowed, when they are tried again, and the meetings they lead to. */
package io.leadfluss.handover.call;

/** Rules that a marketer writes, as tables and filters; the engine room knows how to evaluate them. */
package io.leadfluss.rules;

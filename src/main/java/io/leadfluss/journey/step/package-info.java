/** The steps that a marketer can draw: one bean each, bound by its name. */
package io.leadfluss.journey.step;

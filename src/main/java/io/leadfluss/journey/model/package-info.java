/** What a model may say, by whichever way it comes in: processes, decisions, forms. */
package io.leadfluss.journey.model;

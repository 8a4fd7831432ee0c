/** FEEL, the language of decisions and filters, as the engine speaks it. */
package io.leadfluss.journey.feel;

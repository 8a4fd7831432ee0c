/** Set-up and guards of the process engine and its web applications. */
package io.leadfluss.journey.engine;

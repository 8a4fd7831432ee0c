/** What programs of others may ask over REST, and are told. */
package io.leadfluss.integration;

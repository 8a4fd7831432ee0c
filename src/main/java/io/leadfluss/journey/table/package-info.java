/** Decision tables as deployed and as drafted, which say by which rule they decide. */
package io.leadfluss.journey.table;

/** Read-only figures over everything else. */
package io.leadfluss.kpi;

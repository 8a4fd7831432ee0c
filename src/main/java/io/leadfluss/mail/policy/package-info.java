/** When a mail may reach a lead, and how many may: send windows, contact policy, best hour. */
package io.leadfluss.mail.policy;

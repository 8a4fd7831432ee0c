/** Own database and mail server, inbox, time machine and sample data; only in profile demo. */
package io.leadfluss.demo;

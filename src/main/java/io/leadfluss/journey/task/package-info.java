/** What people see and fill in of their tasks, in Tasklist and over REST. */
package io.leadfluss.journey.task;

/** How well a lead fits and how engaged it is, and why. */
package io.leadfluss.scoring;

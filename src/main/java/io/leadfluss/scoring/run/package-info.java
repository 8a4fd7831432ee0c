/** Computations over all leads, part by part, that show how far they are and survive the death of the program. */
package io.leadfluss.scoring.run;

/** Whether scores come true: what became of leads beside what their scores said before. */
package io.leadfluss.scoring.calibration;

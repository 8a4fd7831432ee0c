/** How fast the program is beside the bare engine it runs on; see docs/benchmark.md. */
package io.leadfluss.bench;

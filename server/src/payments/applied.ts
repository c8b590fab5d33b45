/** What became of a report: it moved something, or there was nothing to move. */
export type Applied = "processed" | "ignored";

/** `charge_first`: its charge is not known to be paid here, and must be asked about before the report means anything. */
export type AppliedLater = Applied | "charge_first";

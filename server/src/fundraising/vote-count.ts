/** How a vote is counted; fixed in the goal's terms before the first gift. */
export interface VoteRules {
  /** Part of all voting weight that must be cast, in basis points. Silence is never cast, whatever it means. */
  quorumBps: bigint;
  /** Part of the counted weight that must say yes, in basis points. */
  thresholdBps: bigint;
  /** What a voter who stays silent is counted as once the quorum is there. */
  silence: "abstain" | "yes" | "no";
}

export interface Tally {
  /** Weight of everybody on the roll. */
  total: bigint;
  /** Weight cast as yes and as no. */
  yes: bigint;
  no: bigint;
}

export interface VoteResult extends Tally {
  quorumMet: boolean;
  approved: boolean;
}

/**
 * The result, in integers only: fractions are compared by cross-multiplication. A tie is a no, whatever the threshold:
 * money stays where it is unless more want it to go than to stay.
 */
export function countVotes(tally: Tally, rules: VoteRules): VoteResult {
  const { total, yes, no } = tally;
  if (yes < 0n || no < 0n || yes + no > total) throw new RangeError("more votes than voters");
  const cast = yes + no;
  const silent = total - cast;
  const counted = {
    yes: rules.silence === "yes" ? yes + silent : yes,
    no: rules.silence === "no" ? no + silent : no,
  };
  const quorumMet = total > 0n && cast * 10_000n >= rules.quorumBps * total;
  const approved =
    quorumMet && counted.yes > counted.no && counted.yes * 10_000n >= rules.thresholdBps * (counted.yes + counted.no);
  return { total, yes, no, quorumMet, approved };
}

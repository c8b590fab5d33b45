import { type Game, NotNow, newGame } from "./game.ts";
import { type Act, givingSteps } from "./giving-steps.ts";
import { goalSteps } from "./goal-steps.ts";
import { refusalOf, type World } from "./world.ts";

const ACTS = { ...givingSteps, ...goalSteps };
export type StepKind = keyof typeof ACTS;
export const STEPS = Object.keys(ACTS).filter((name): name is StepKind => name in ACTS);

export interface Step {
  kind: StepKind;
  a: number;
  b: number;
}

/** Does the same to the real thing and to the model. A refusal leaves both as they are; a fault ends the test. */
export async function startHistory(world: World) {
  const game: Game = await newGame(world);
  const carried = new Set<StepKind>();
  return {
    ...game,
    carried,
    async step({ kind, a, b }: Step): Promise<void> {
      const act: Act = ACTS[kind];
      try {
        if ((await refusalOf(act(game, a, b))) === "not refused") carried.add(kind);
      } catch (error) {
        if (!(error instanceof NotNow)) throw error;
      }
    },
  };
}

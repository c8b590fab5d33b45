import { haifa } from "./stories/haifa.ts";
import { kisumu } from "./stories/kisumu.ts";
import { lagos } from "./stories/lagos.ts";
import type { Story } from "./story.ts";

/** The communities of the demo, in the order in which they are told. */
export const STORIES: readonly Story[] = [kisumu, lagos, haifa];

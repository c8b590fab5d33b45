import type { Services } from "../../platform/services.ts";
import type { Poster } from "./poster.ts";

const posters = new WeakMap<Services, Poster>();

/** `app/` opens one poster a process, beside the services that its routes are given. */
export function openPoster(services: Services, poster: Poster): void {
  posters.set(services, poster);
}

export function posterOf(services: Services): Poster {
  const poster = posters.get(services);
  if (!poster) throw new Error("these services have no poster");
  return poster;
}

declare global {
  /** What `boot.js` asked for while the application was still on its way, by address. */
  var askedAhead: Map<string, Promise<Response>> | undefined;
}

/** As `fetch`, but takes an answer that is on its way already. Each is good for once, and none outlives a change. */
export const fetchAskedAhead: typeof fetch = (input, init) => {
  const asked = globalThis.askedAhead;
  if (init?.method !== "GET") asked?.clear();
  const address = String(input);
  const answer = asked?.get(address);
  asked?.delete(address);
  return answer ?? fetch(input, init);
};

export interface LiveEvent {
  id: string;
  name: string;
  data: string;
}

/**
 * Follows server-sent events until `signal` ends it. Read with fetch, because EventSource hands out only events whose
 * names are known beforehand, and every product brings its own.
 */
export async function followEvents(
  path: string,
  signal: AbortSignal,
  onEvent: (event: LiveEvent) => void,
): Promise<void> {
  let lastId = "";
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const headers = { accept: "text/event-stream", ...(lastId ? { "last-event-id": lastId } : {}) };
      const response = await fetch(path, { headers, signal, credentials: "same-origin" });
      if (response.status >= 400 && response.status < 500 && response.status !== 429) return;
      if (response.ok && response.body) {
        failures = 0;
        await readEvents(response.body, (event) => {
          lastId = event.id || lastId;
          onEvent(event);
        });
      }
    } catch {
      // Cut off: try again below, a little later each time.
    }
    await pause(Math.min(30_000, 2_000 * 2 ** Math.min(failures, 4)), signal);
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: LiveEvent) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event) onEvent(event);
    }
  }
}

/** One block of lines. Comments (`: still here`) and bare settings are no events. */
export function parseEvent(block: string): LiveEvent | null {
  const event = { id: "", name: "message", data: "" };
  for (const line of block.split("\n")) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "id") event.id = value ?? "";
    else if (field === "event") event.name = value ?? "";
    else if (field === "data") event.data += value ?? "";
  }
  return event.data === "" ? null : event;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

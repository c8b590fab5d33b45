import type { ServerResponse } from "node:http";
import type { Caller } from "../platform/caller.ts";
import type { Happening } from "../platform/dispatcher.ts";

/** A page that listens: for whom it was opened, to what, and where to write. */
export interface Stream {
  communityId: string;
  caller: Caller;
  out: ServerResponse;
}

/** Asked for many at once: a thousand open streams cost a look-up for each community and not a thousand. */
export interface Admission {
  /** Ids of the sessions that are still open. */
  stillSignedIn(callers: readonly Caller[]): Promise<ReadonlySet<string>>;
  /** Ids of those users who are still active members. */
  stillMembers(communityId: string, userIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The event streams that this process holds open. Each ends with its session or with its membership. */
export interface OpenStreams {
  hasRoomFor(caller: Caller): boolean;
  add(stream: Stream): void;
  /** Answers the streams to look at again: what happened to a user may have ended a session or a membership. */
  tell(event: Happening): readonly Stream[];
  /** Answers all of them. */
  keepAlive(): readonly Stream[];
  /** Ends those of the streams that may not be heard any more. */
  recheck(streams: readonly Stream[]): Promise<void>;
  endAll(): void;
}

const STREAMS_A_SESSION = 5;
const STREAMS_A_USER = 20;

export function createOpenStreams(admission: Admission): OpenStreams {
  const streams = new Set<Stream>();
  const end = (stream: Stream) => {
    streams.delete(stream);
    stream.out.end();
  };
  return {
    hasRoomFor({ sessionId, userId }) {
      const own = [...streams].filter(({ caller }) => caller.userId === userId);
      const here = own.filter(({ caller }) => caller.sessionId === sessionId);
      return own.length < STREAMS_A_USER && here.length < STREAMS_A_SESSION;
    },
    add(stream) {
      streams.add(stream);
      stream.out.on("close", () => streams.delete(stream));
    },
    tell(event) {
      for (const stream of streams) if (stream.communityId === event.communityId) send(stream, event);
      return [...streams].filter((stream) => concerns(event, stream));
    },
    keepAlive() {
      for (const { out } of streams) out.write(": still here\n\n");
      return [...streams];
    },
    async recheck(some) {
      for (const stream of await unheard(admission, some)) end(stream);
    },
    endAll() {
      for (const stream of streams) end(stream);
    },
  };
}

export function send({ out }: Stream, event: Happening): void {
  out.write(`id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.payload)}\n\n`);
}

/** Something happened to the stream's user: in its community, or outside of all of them. */
function concerns(event: Happening, { communityId, caller }: Stream): boolean {
  const isHere = event.communityId === null || event.communityId === communityId;
  return isHere && event.payload["userId"] === caller.userId;
}

/** Streams whose session or membership is over. */
async function unheard(admission: Admission, streams: readonly Stream[]): Promise<Stream[]> {
  if (streams.length === 0) return [];
  const signedIn = await admission.stillSignedIn(streams.map(({ caller }) => caller));
  const over: Stream[] = [];
  for (const [communityId, group] of Map.groupBy(streams, (stream) => stream.communityId)) {
    const userIds = new Set(group.map(({ caller }) => caller.userId));
    const members = await admission.stillMembers(communityId, [...userIds]);
    over.push(...group.filter(({ caller }) => !signedIn.has(caller.sessionId) || !members.has(caller.userId)));
  }
  return over;
}

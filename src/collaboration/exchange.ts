import * as Y from 'yjs';
import { z } from 'zod';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/*
 * What goes over the wire of a shared document: a kind, then its bytes. Any message may be lost, come twice or late:
 * each says from time to time what it has, and whoever has more sends that.
 */
const kinds = { state: 0, update: 1, presence: 2 } as const;

const presenceSchema = z.object({
  person: z.string().min(1).max(40),
  name: z.string().max(40),
  /** Where the pointer is on the canvas; null while it is elsewhere. */
  pointer: z.object({ x: z.number(), y: z.number() }).nullable(),
  /** Which part of the document is open: the path of a block's instance, empty for the network. */
  part: z.string().max(2000),
});

/** A person who edits along, and where they are. */
export type Presence = z.output<typeof presenceSchema>;

/** Milliseconds without a word after which a person counts as gone. */
const presenceTimeout = 12_000;
/** Milliseconds between two statements of what is there. */
const stateInterval = 2000;
/** Milliseconds between two tellings of where this person is, if nothing changes. */
const presenceInterval = 3000;
/** Milliseconds at least between two that differ: a pointer moves sixty times per second. */
const presencePause = 80;

/** The largest message that is taken, in bytes. */
export const maxMessageBytes = 4 * 1024 * 1024;

export interface Exchange {
  /** Takes a message as it arrived; what cannot be read is left. */
  take(bytes: Uint8Array): void;
  /** To be called a few times per second: says what is there, and lets the silent go. */
  tick(now: number): void;
  /** Sends where this person is, once it is time. */
  show(presence: Omit<Presence, 'person'>, now: number): void;
  others(): readonly Presence[];
  /** Sends at once what is there: a connection was made. */
  greet(): void;
  end(): void;
}

interface ExchangeOptions {
  readonly doc: Y.Doc;
  /** Tells this person from the others. */
  readonly person: string;
  send(bytes: Uint8Array): void;
  /** Others came, moved or left. */
  onOthers(others: readonly Presence[]): void;
}

const framed = (kind: number, bytes: Uint8Array): Uint8Array => {
  const frame = new Uint8Array(bytes.length + 1);
  frame[0] = kind;
  frame.set(bytes, 1);
  return frame;
};

/** Whether the first has something that the second lacks; where in doubt, yes. */
function hasMore(ours: Y.Snapshot, theirs: Y.Snapshot): boolean {
  for (const [client, clock] of ours.sv) if (clock > (theirs.sv.get(client) ?? 0)) return true;
  return !Y.equalSnapshots(new Y.Snapshot(ours.ds, theirs.sv), theirs);
}

/** Keeps a document equal to those at the other ends of a wire that may lose anything. */
export function exchange({ doc, person, send, onOthers }: ExchangeOptions): Exchange {
  const others = new Map<string, { readonly presence: Presence; readonly heard: number }>();
  let [stated, shown] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let own: Omit<Presence, 'person'> | null = null;
  let detail = '';
  let time = 0;

  const arrived = { from: 'elsewhere' };
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== arrived) send(framed(kinds.update, update));
  };
  doc.on('update', onUpdate);
  const state = (): void => send(framed(kinds.state, Y.encodeSnapshot(Y.snapshot(doc))));
  const reportOthers = (): void => onOthers([...others.values()].map(({ presence }) => presence));
  const sendPresence = (now: number): void => {
    if (own === null) return;
    const text = JSON.stringify({ person, ...own });
    if (now - shown < (text === detail ? presenceInterval : presencePause)) return;
    [shown, detail] = [now, text];
    send(framed(kinds.presence, new TextEncoder().encode(text)));
  };

  const takers: Readonly<Record<number, (bytes: Uint8Array) => void>> = {
    [kinds.state](bytes) {
      const theirs = Y.decodeSnapshot(bytes);
      if (!hasMore(Y.snapshot(doc), theirs)) return;
      send(framed(kinds.update, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(theirs.sv))));
    },
    [kinds.update]: (bytes) => Y.applyUpdate(doc, bytes, arrived),
    [kinds.presence](bytes) {
      const presence = presenceSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      if (presence.person === person) return;
      others.set(presence.person, { presence, heard: time });
      reportOthers();
    },
  };
  return {
    take(bytes) {
      if (bytes.length > maxMessageBytes) return;
      try {
        takers[bytes[0] ?? -1]?.(bytes.subarray(1));
      } catch {
        // Anybody in the room may send anything.
      }
    },
    tick(now) {
      time = now;
      if (now - stated >= stateInterval) {
        stated = now;
        state();
      }
      sendPresence(now);
      const gone = [...others].filter(([, { heard }]) => now - heard > presenceTimeout);
      for (const [id] of gone) others.delete(id);
      if (gone.length > 0) reportOthers();
    },
    show(presence, now) {
      own = presence;
      sendPresence(now);
    },
    others: () => [...others.values()].map(({ presence }) => presence),
    greet() {
      state();
      detail = '';
    },
    end: () => doc.off('update', onUpdate),
  };
}

import type { EngineClient } from '../../../src/protocol/client.ts';
import type { Image } from '../../../src/protocol/data.ts';
import type { ProbeFrame } from '../../../src/protocol/evaluation.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { eachTab, type Tab } from '../tabs/tab.ts';

/**
 * Feature maps while training, outside React. Whoever shows a layer's maps asks for them with `watch`; the
 * engine is given what all of them want together, and sends no more than that.
 */

export interface ProbeSize {
  /** Most maps to send. */
  readonly maps: number;
  /** Longest side of a map, in pixels. */
  readonly side: number;
}

type Listener = (frame: ProbeFrame) => void;

const probeRequests = new Map<string, Set<ProbeSize>>();
const listeners = new Map<string, Set<Listener>>();
/** By layer. */
const latestOf = eachTab(() => new Map<string, ProbeFrame>());
let image: Image | null = null;
let engine: EngineClient | null = null;
let sending: ReturnType<typeof setTimeout> | null = null;

let tabOf: (run: string) => Tab | null = activeTab;

/** Whose frames are taken, and for which tab: the layers of several documents may bear the same ids. */
export function routeFramesTo(tab: (run: string) => Tab | null): void {
  tabOf = tab;
}

/** What the engine is to send: for each layer the largest size. */
export function requestedLayers(): { layer: string; maps: number; side: number }[] {
  return [...probeRequests].map(([layer, set]) => ({
    layer,
    maps: Math.max(...[...set].map((size) => size.maps)),
    side: Math.max(...[...set].map((size) => size.side)),
  }));
}

/** Requests come in flocks (a canvas scrolls): they are sent together, a moment later. */
function sendSoon(): void {
  if (sending !== null) return;
  sending = setTimeout(() => {
    sending = null;
    // A refusal means an engine that has ended; the next one is informed again.
    engine?.call('probe.watch', { layers: requestedLayers(), image, rate: 8 }).catch(() => undefined);
  }, 50);
}

/** Asks for a layer's maps; the listener hears the last frame at once and then each new one. */
export function watchLayer(layer: string, size: ProbeSize, listener: Listener): () => void {
  const layerSizes = probeRequests.get(layer) ?? new Set();
  const layerListeners = listeners.get(layer) ?? new Set();
  probeRequests.set(layer, layerSizes.add(size));
  listeners.set(layer, layerListeners.add(listener));
  const frame = latestFrame(layer);
  if (frame) listener(frame);
  sendSoon();
  return () => {
    layerSizes.delete(size);
    layerListeners.delete(listener);
    if (layerSizes.size === 0) probeRequests.delete(layer);
    if (layerListeners.size === 0) listeners.delete(layer);
    sendSoon();
  };
}

/** The image whose maps are shown; null lets the engine take one of the test split. */
export function setProbeImage(next: Image | null): void {
  image = next;
  sendSoon();
}

export const latestFrame = (layer: string): ProbeFrame | undefined => latestOf(activeTab()).get(layer);

/** Takes the frames of a (new) engine. */
export function attachProbes(client: EngineClient): void {
  engine = client;
  client.on('probe.frame', (frame) => {
    const tab = tabOf(frame.run);
    if (!tab) return;
    latestOf(tab).set(frame.layer, frame);
    if (tab !== activeTab()) return;
    for (const listener of [...(listeners.get(frame.layer) ?? [])]) listener(frame);
  });
  if (probeRequests.size > 0) sendSoon();
}

/** Forgets the frames of a document's or run's layers that another takes the place of. */
export function clearFrames(tab: Tab): void {
  latestOf(tab).clear();
}

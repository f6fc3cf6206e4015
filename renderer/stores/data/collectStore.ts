import { create } from 'zustand';
import type { Pending } from '../../../src/protocol/client.ts';
import type { Image } from '../../../src/protocol/data.ts';
import type { Collection } from '../../../src/protocol/own-data.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../engine/engineStore.ts';
import { alertError } from '../window/workspaceStore.ts';

/** Images of one class on their way to the engine. */
interface PendingExample {
  readonly collection: string;
  readonly name: string;
  readonly images: Uint8Array[];
}

/** What a new collection is made of. */
export type CollectionPlan = Pick<Collection, 'name'> & {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly classes: string[];
};

interface CollectState {
  /** Whether examples are being collected: the panel shows that in the place of the datasets. */
  readonly shown: boolean;
  readonly collections: readonly Collection[];
  /** The one that is worked on; null where one is to be chosen or made. */
  readonly open: Collection | null;
  /** Counts up whenever examples of the open collection came or went. */
  readonly revision: number;
  show(shown: boolean): void;
  refresh(): Promise<void>;
  choose(collection: Collection | null): void;
  create(about: CollectionPlan): Promise<void>;
  addClass(name: string): Promise<void>;
  renameClass(name: string, to: string): Promise<void>;
  /** @returns what `restore` brings back; null where it failed */
  deleteClass(name: string): Promise<string | null>;
  /** @returns what `restore` brings back; null where it failed */
  deleteExamples(name: string, indices: readonly number[]): Promise<string | null>;
  restore(undo: string): Promise<void>;
  /**
   * Adds an image to a class; many in a row travel together.
   * @returns false where so many wait already that this one is left out
   */
  add(name: string, image: Image): boolean;
  /** Resolves once all that was added is kept. */
  settled(): Promise<void>;
}

/** Images that wait at most: a recording is faster than a slow disk, and is then thinned out. */
const maxPending = 120;

/** Collecting examples by camera and pen. What fails is reported in an alert; what is kept stays. */
export const useCollect = create<CollectState>()((set, get) => {
  let waiting: PendingExample[] = [];
  let sending: Promise<void> | null = null;

  const take = (collection: Collection): void =>
    set(({ open, collections, revision }) => ({
      open: open?.id === collection.id ? collection : open,
      collections: collections.map((each) => (each.id === collection.id ? collection : each)),
      revision: revision + 1,
    }));
  /** Asks the engine, and shows the collection as it is then. */
  const change = async <T extends { readonly collection: Collection }>(
    ask: (
      call: NonNullable<ReturnType<typeof useEngine.getState>['client']>['call'],
      id: string,
    ) => Pending<T>,
  ): Promise<T | null> => {
    const { client } = useEngine.getState();
    const { open } = get();
    if (!client || !open) return null;
    try {
      const answer = await ask(client.call.bind(client), open.id);
      take(answer.collection);
      return answer;
    } catch (error) {
      alertError(() => t.collect.failed, error);
      return null;
    }
  };

  const send = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { client } = useEngine.getState();
      const { collection, name, images } = next;
      const all = new Uint8Array(images.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const image of images) {
        all.set(image, at);
        at += image.length;
      }
      try {
        if (!client) throw new Error(t.ownData.noEngine);
        take(
          (await client.call('collections.addExamples', { collection, class: name, images: all })).collection,
        );
      } catch (error) {
        waiting = [];
        alertError(() => t.collect.failed, error);
      }
    }
  };

  return {
    shown: false,
    collections: [],
    open: null,
    revision: 0,
    show: (shown) => set({ shown, ...(!shown && { open: null }) }),
    async refresh() {
      const { client } = useEngine.getState();
      if (!client) return;
      try {
        set({ collections: (await client.call('collections.list', {})).collections });
      } catch (error) {
        alertError(() => t.collect.failed, error);
      }
    },
    choose: (open) => set({ open }),
    async create(about) {
      const { client } = useEngine.getState();
      if (!client) return;
      try {
        const { collection } = await client.call('collections.create', { ...about });
        set(({ collections }) => ({ collections: [...collections, collection], open: collection }));
      } catch (error) {
        alertError(() => t.collect.failed, error);
      }
    },
    async addClass(name) {
      await change((call, collection) => call('collections.addClass', { collection, class: name }));
    },
    async renameClass(name, to) {
      await get().settled();
      await change((call, collection) => call('collections.renameClass', { collection, class: name, to }));
    },
    async deleteClass(name) {
      await get().settled();
      const answer = await change((call, collection) =>
        call('collections.deleteClass', { collection, class: name }),
      );
      return answer?.undo ?? null;
    },
    async deleteExamples(name, indices) {
      const answer = await change((call, collection) =>
        call('collections.deleteExamples', { collection, class: name, indices: [...indices] }),
      );
      return answer?.undo ?? null;
    },
    async restore(undo) {
      await change((call, collection) => call('collections.restore', { collection, undo }));
    },
    add(name, { data }) {
      const { open } = get();
      if (!open) return false;
      const count = waiting.reduce((sum, { images }) => sum + images.length, 0);
      if (count >= maxPending) return false;
      const last = waiting.at(-1);
      if (last?.collection === open.id && last.name === name) last.images.push(data);
      else waiting.push({ collection: open.id, name, images: [data] });
      sending ??= send().finally(() => {
        sending = null;
      });
      return true;
    },
    async settled() {
      await sending;
    },
  };
});

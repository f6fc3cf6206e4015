import { z } from 'zod';
import { isLinked } from '../src/protocol/links.ts';
import { runtimeRequests } from '../src/protocol/runtime.ts';
import { updateRequests } from '../src/protocol/update.ts';
import { languages } from '../src/text/language.ts';

const bounded = (length: number) => z.string().max(length);
const handle = bounded(64);
/** Far above any document; keeps a runaway sender from filling the disk. */
const text = bounded(256 * 1024 * 1024);
const fileName = bounded(255);

const menuItem = z.object({
  label: bounded(200),
  command: bounded(200).optional(),
  accelerator: bounded(100).optional(),
  enabled: z.boolean().optional(),
  checked: z.boolean().optional(),
  role: z.enum(['quit', 'toggleDevTools', 'togglefullscreen', 'copy', 'cut', 'paste']).optional(),
  separator: z.boolean().optional(),
  get submenu() {
    return z.array(menuItem).max(200).optional();
  },
});
export type ValidMenuItem = z.output<typeof menuItem>;

const version = bounded(64);
const draftId = z.uuid();
const draft = z.object({
  id: draftId,
  text,
  handle: handle.nullable(),
  name: fileName,
  version: version.nullable(),
  savedAt: bounded(40),
});

/** Everything that the page can ask of the main process; each argument list is validated on arrival. */
export const requests = {
  'file.open': z.tuple([]),
  'file.openRecent': z.tuple([handle]),
  'file.recent': z.tuple([]),
  'file.save': z.tuple([handle, text, version.nullable()]),
  'file.follow': z.tuple([z.array(handle).max(1000)]),
  'file.saveAs': z.tuple([fileName, text]),
  'file.saveFiles': z.tuple([
    fileName,
    z.array(z.object({ name: bounded(1024), bytes: z.instanceof(Uint8Array) })).max(10_000),
  ]),
  'draft.keep': z.tuple([draft]),
  'draft.forget': z.tuple([draftId]),
  'draft.load': z.tuple([]),
  'draft.take': z.tuple([draftId]),
  'engine.connect': z.tuple([z.int().min(1)]),
  'room.enter': z.tuple([z.int().min(1), z.string().regex(/^[\w-]{20,64}$/)]),
  'engine.examine': z.tuple([]),
  'engine.end': z.tuple([]),
  'engine.elsewhere': z.tuple([]),
  'engine.choose': z.tuple([bounded(1000).nullable()]),
  'clipboard.read': z.tuple([]),
  'menu.set': z.tuple([z.array(menuItem).max(50)]),
  /** The language that the page speaks now. */
  'language.set': z.tuple([z.enum(languages)]),
  'window.unsaved': z.tuple([z.array(fileName).max(1000)]),
  'window.ready': z.tuple([]),
  /** The answer to a wish to save: whether the document now is on disk. */
  'window.saveAnswered': z.tuple([z.boolean()]),
  'app.update': z.tuple([z.enum(updateRequests)]),
  'app.runtime': z.tuple([z.enum(runtimeRequests)]),
  'link.open': z.tuple([bounded(2048).refine(isLinked)]),
} as const;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestArguments<N extends RequestName> = z.output<Requests[N]>;

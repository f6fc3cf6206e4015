import type { ownDataCalls } from '../../protocol/own-data.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { trackDataWork } from '../data-work.ts';
import * as collections from '../own-data/collections.ts';
import { addRecent, listRecents, removeRecent, restoreRecent } from '../own-data/recents.ts';
import { putPieces, receiveUpload } from '../own-data/uploads.ts';

const stateOf = async (id: string) => ({ collection: await collections.collectionState(id) });

/** A person's own data: uploads, what was used lately, and examples collected in the app. */
export const ownDataHandlers: Pick<Handlers, keyof typeof ownDataCalls> = {
  'uploads.receive': async (announced, context) => ({
    path: await trackDataWork(() => receiveUpload(announced, context)),
  }),
  'uploads.put': async ({ upload, pieces }) => {
    await putPieces(upload, pieces);
    return {};
  },
  'recents.list': async () => ({ recents: await listRecents() }),
  'recents.add': async ({ path }) => {
    await addRecent(path);
    return {};
  },
  'recents.remove': async ({ path }) => {
    await removeRecent(path);
    return {};
  },
  'recents.restore': async ({ path }) => {
    await restoreRecent(path);
    return {};
  },
  'collections.list': async () => ({ collections: await collections.listCollections() }),
  'collections.create': async ({ name, height, width, channels, classes }) =>
    stateOf(await collections.createCollection(name, [height, width, channels], classes)),
  'collections.addClass': async ({ collection, class: name }) => {
    await collections.addClass(collection, name);
    return stateOf(collection);
  },
  'collections.renameClass': async ({ collection, class: name, to }) => {
    await collections.renameClass(collection, name, to);
    return stateOf(collection);
  },
  'collections.deleteClass': async ({ collection, class: name }) => {
    const undo = await collections.deleteClass(collection, name);
    return { ...(await stateOf(collection)), undo };
  },
  'collections.addExamples': async ({ collection, class: name, images }) => {
    await collections.addExamples(collection, name, images);
    return stateOf(collection);
  },
  'collections.deleteExamples': async ({ collection, class: name, indices }) => {
    const undo = await collections.deleteExamples(collection, name, indices);
    return { ...(await stateOf(collection)), undo };
  },
  'collections.restore': async ({ collection, undo }) => {
    await collections.restore(collection, undo);
    return stateOf(collection);
  },
  'collections.examples': async ({ collection, class: name, ...page }) =>
    collections.examplePage(collection, name, page),
};

// `npm run web`: the static page in `dist/web`, for any web server.
import { join } from 'node:path';
import { ensureBuilt, printBuilt } from './build.mjs';
import { orEnd } from './lib/end.mjs';
import { print } from './lib/printable.mjs';
import { dist } from './lib/root.mjs';

await orEnd(async () => {
  await ensureBuilt(['renderer', 'web'], printBuilt);
  print(join(dist, 'web'));
});

// Writes templates/*.convas from templates/build: `node build/templates.mjs`.
import { writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { inRoot } from './lib/root.mjs';

const { outputFiles } = await build({
  entryPoints: [inRoot('templates', 'build', 'texts.ts')],
  bundle: true,
  format: 'esm',
  write: false,
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { templateTexts } = await import(`data:text/javascript;base64,${source}`);
for (const [name, text] of templateTexts()) await writeFile(inRoot('templates', name), text);
console.error(`wrote ${templateTexts().size} templates`);

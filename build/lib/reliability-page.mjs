const no = (list) => (list.length === 0 ? 'nothing' : list.map((each) => `\`${each}\``).join(', '));
const sum = (pieces, key) => pieces.reduce((total, piece) => total + piece[key], 0);
const number = (value) => value.toLocaleString('en');
const thousand = (count, what) => `${number(count)} ${what}`;

const saving = (pieces) => `## Killed while saving

\`kill -9\` at ${sum(pieces, 'kills')} random moments of saving a document and its draft, ${pieces[0].atOnce} processes at once,
${thousand(sum(pieces, 'saves'), 'saves')} reported as done; ${number(sum(pieces, 'inside'))} of the kills fell into a write. What was reported as saved and was
not there afterwards, whole: ${no(pieces.flatMap(({ lost }) => lost))}.`;

const training = (pieces) => `## Killed while training

\`kill -9\` at ${sum(pieces, 'kills')} random moments of ${pieces.length} trainings (${pieces[0].backend}, ${pieces[0].step}), resumed each time: ${sum(pieces, 'epochs')} epochs,
${thousand(sum(pieces, 'steps'), 'steps')}. Compared bit for bit with trainings that nobody killed (weights, optimizer, history, steps); what
differs: ${no(pieces.flatMap(({ differ }) => differ))}.`;

/** @param {readonly Record<string, number>[]} samples of the same columns */
function table(samples) {
  const columns = Object.keys(samples[0] ?? {});
  return [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---:').join('|')}|`,
    ...samples.map((sample) => `| ${columns.map((name) => number(sample[name])).join(' | ')} |`),
  ].join('\n');
}

/** The samples of all pieces, each with the piece that it is of. */
const all = (pieces) =>
  table(pieces.flatMap(({ samples }, at) => samples.map((sample) => ({ piece: at + 1, ...sample }))));

const load = (pieces) => `## Training for long

${thousand(sum(pieces, 'steps'), 'steps')} of training in the page of \`convas serve\`, which shows them, in ${pieces.length} pieces with processes of their own: megabytes
that the engine, the server and the page hold (heaps after a collection), open handles, nodes and listeners of the page, and
the size of the home folder.

${all(pieces)}`;

const runs = (pieces) => `## Many runs

The list of ${thousand(sum(pieces, 'runs'), 'runs')} opened in the page, and left, twenty times: milliseconds from the click to its rows, the first
time without an index; megabytes, nodes, listeners and handles.

${all(pieces)}`;

const documents = (pieces) => `## Documents opened

${thousand(sum(pieces, 'count'), 'documents')} opened in the page, each closed before the next, in ${pieces.length} pieces: megabytes of the page's heap after a
collection, its nodes and listeners, and open handles of the server.

${all(pieces)}`;

const builds = ([{ commit, files, differ, unlisted }]) => `## Two builds

The commit ${commit} built twice, from nothing, in two folders: the unpacked app (${number(files)} files), its archive and its Debian
package, byte for byte. What may differ is listed in \`build/lib/compare-builds.mjs\`. What differs: ${no(differ)}; of that not
listed: ${no(unlisted)}.`;

const pages = { builds, saving, training, load, runs, documents };

/** docs/reliability.md. @param {Record<string, any[]>} result what the pieces have found, with `at`, `seconds` and `machine` */
export function reliabilityPage(result) {
  const parts = Object.entries(pages)
    .filter(([part]) => result[part]?.length > 0)
    .map(([part, page]) => {
      const pieces = result[part];
      const { at, machine } = pieces.at(-1);
      const again = `Again: \`node build/reliability.mjs ${part} --again\``;
      return `${page(pieces)}\n\n${at}, ${machine}, ${number(sum(pieces, 'seconds'))} seconds. ${again}.`;
    });
  return ['# Reliability', 'Written by `node build/reliability.mjs`; do not edit.', ...parts]
    .join('\n\n')
    .concat('\n');
}

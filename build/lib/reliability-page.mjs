const no = (list) => (list.length === 0 ? 'nothing' : list.map((each) => `\`${each}\``).join(', '));

const saving = ({ kills, atOnce, saves, seconds, lost }) => `## Killed while saving

\`kill -9\` at ${kills} random moments of saving a document and its draft, ${atOnce} processes at once, ${saves} saves in all,
${seconds} seconds. What was told to be saved and was not there afterwards, whole: ${no(lost)}.`;

const training = ({ backend, step, kills, epochs, steps, seconds, differ }) => `## Killed while training

\`kill -9\` at ${kills} random moments of a training (${backend}, ${step}), resumed each time: ${epochs} epochs, ${steps} steps,
${seconds} seconds. Compared bit for bit with a training that nobody killed (weights, optimizer, history, steps);
what differs: ${no(differ)}.`;

/** @param {readonly string[]} columns of the samples, each a number */
const table = (columns, samples) =>
  [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---:').join('|')}|`,
    ...samples.map((sample) => `| ${columns.map((name) => sample[name].toLocaleString('en')).join(' | ')} |`),
  ].join('\n');

const documents = ({ count, samples }) => `## Documents opened

${count} documents opened in the page, each closed before the next: megabytes of the page's heap after a collection, its nodes
and listeners, and open handles of the server.

${table(['opened', 'heap', 'nodes', 'listeners', 'handles'], samples)}`;

const columns = ['step', 'resident', 'heap', 'external', 'arrayBuffers', 'handles', 'disk'];

const load = ({ backend, steps, state, seconds, events, samples, listed, list }) => `## Load

One training of ${steps.toLocaleString('en')} steps (${backend}), every event of it taken by a client, ${seconds} seconds,
${events.toLocaleString('en')} events, ${state}. What its process holds on the way, in megabytes, open handles, and what the run holds
on the disk:

${table(
  columns,
  samples.filter((_, at) => at % 2 === 1),
)}

A list of ${listed.toLocaleString('en')} runs takes ${list.join(', ')} ms, the first time without an index.`;

const pages = { saving, training, documents, load };

/** docs/reliability.md. @param {Record<string, any>} result what the parts have found, with `at` and `machine` */
export function reliabilityPage(result) {
  const parts = Object.entries(pages)
    .filter(([part]) => result[part])
    .map(
      ([part, page]) =>
        `${page(result[part])}\n\n${result[part].at}, ${result[part].machine}. Again: \`node build/reliability.mjs ${part}\`.`,
    );
  return ['# Reliability', 'Written by `node build/reliability.mjs`; do not edit.', ...parts]
    .join('\n\n')
    .concat('\n');
}

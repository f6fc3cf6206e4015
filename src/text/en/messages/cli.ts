import { output } from '../cli/output.ts';
import { counted, groupDigits, list } from '../words.ts';

/** Why the command line refuses, and what its kernels are. */
export const cli = {
  wordless: 'Something went wrong, and the error has no message.',
  'result-unwritable': 'the result could not be written',
  'progress-unwritable': 'progress could not be written',
  'no-document': ({ name, templates }: { name: string; templates: string }) =>
    `there is no file ${name}, and no template with that ID; templates: ${templates}`,
  'run-document': ({ run }: { run: string }) => `run ${run}`,
  'job-needs': 'a job needs --engine ray or torchrun, and --out FOLDER',
  'job-folder': ({ folder }: { folder: string }) =>
    `${folder} holds something already: name a folder that is empty or not there yet`,
  'grade-assignment': ({ count, ending }: { count: number; ending: string }) =>
    `the folder has ${counted(count, 'assignment')} (files that end with ${ending}), and one is needed: name it with --assignment`,
  'grade-csv': 'say where the marks are written: --csv FILE',
  'grade-none': ({ folder, ending }: { folder: string; ending: string }) =>
    `${folder} has no submissions: files that end with ${ending}`,
  'no-data': 'the document names no dataset: add --dataset DATASET',
  'name-document-or-run': "name a document (a template's ID or a .convas file), or a run with --resume",
  'name-a-document': "name a document: a template's ID or a .convas file",
  'file-unwritable': ({ file }: { file: string }) => `${file} could not be written`,
  'no-such': ({ what, name, known }: { what: string; name: string; known: readonly string[] }) =>
    `there is no ${what} "${name}"; there are ${known.join(', ')}`,
  engine: 'engine',
  framework: 'framework',
  network: 'network',
  view: 'view',
  'no-cut': ({ name, run, known }: { name: string; run: string; known: readonly string[] }) =>
    known.length === 0
      ? `${run} has no layer with weights to keep`
      : `${run} cannot be cut after "${name}"; choose one of ${known.join(', ')}`,
  'transfer-needs-data': 'name the new data with --dataset',
  'transfer-needs-out': 'name the document to write with --out',
  'transfer-classes': ({ dataset }: { dataset: string }) =>
    `the examples of ${dataset} have no class each: the new output is made for classes`,
  'nothing-frozen': ({ run, layers }: { run: string; layers: number }) =>
    `${run} has no more frozen layers: ${layers} could be unfrozen`,
  'no-layer': ({ name, known }: { name: string; known: string }) =>
    `the network has no layer "${name}"; it has ${known}`,
  'no-field': ({ option, name, known }: { option: string; name: string; known: string }) =>
    `--${option}: there is no "${name}"; there is ${known}`,
  'not-a-pair': ({ part }: { part: string }) => `"${part}" should be name=value, as in every=5`,
  'option-wrong': ({ option, reason }: { option: string; reason: string }) => `${option}: ${reason}`,
  'field-wrong': (of: { option: string; value: string; field: string; reason: string }) =>
    `--${of.option} ${of.value}: ${of.field}: ${of.reason}`,
  'not-emulated': ({ isa, has, wanted }: { isa: string; has: string; wanted: string }) =>
    `--isa ${isa}: this processor has ${has}, which cannot be used as ${wanted}`,
  'case-problems': ({ network }: { network: string }) =>
    `${network} has problems: see \`convas analyze ${network}\``,
  'bench-unexpected': 'the process gave an unexpected answer',
  'bench-not-opened': 'the process did not open the network',
  'bench-nothing-open': 'no network is open',
  'bench-no-engine': ({ engine }: { engine: string }) => `there is no engine "${engine}"`,
  'out-without-cell': '--out needs --cell ACTUAL,PREDICTED',
  'no-classes': '--cell: this network does not tell classes apart',
  'cell-wrong': ({ cell, example, known }: { cell: string; example: string; known: string }) =>
    `--cell ${cell}: write two classes, as in ${example}; there are ${known}`,
  'file-beside': ({ file }: { file: string }) =>
    `${file} is there already, and the export writes a file of that name. Remove it, or give --out a folder.`,
  'not-expressible': ({ layers }: { layers: number }) =>
    `${layers === 1 ? 'This layer' : `These ${layers} layers`} cannot be expressed in the format; nothing was written.`,
  'checkpoint-of-document': 'A document has no checkpoints. Leave --checkpoint out, or name a run.',
  'export-needs': 'Name a run or document, --format and --out; --list shows the formats.',
  'export-differs': ({ runtimes, out }: { runtimes: readonly string[]; out: string }) =>
    `The exported model does not give the engine's outputs in ${list(runtimes)}. The files are kept at ${out}.`,
  'no-falling-loss': ({ from, to }: { from: string; to: string }) =>
    `the loss did not fall at any learning rate from ${from} to ${to}: try --to, more --steps, or another initialization`,
  'view-needs-layer': ({ view }: { view: string }) => `the view ${view} needs a layer: --layer NAME`,
  'view-needs-image': ({ view }: { view: string }) =>
    `the view ${view} needs an image: --input IMAGE, or --example NUMBER`,
  'view-needs-out': '--out FILE is missing: the file to write',
  'nothing-to-draw': ({ layer }: { layer: string }) =>
    `${layer} has no filters to draw: only convolutions and dense layers have.`,
  'too-many-to-draw': ({ layer, shape, most }: { layer: string; shape: string; most: number }) =>
    `The weights of ${layer}, ${shape}, are too many to draw: at most ${groupDigits(most)}.`,
  'no-number': ({ line, column, cell }: { line: number; column: number; cell: string }) =>
    `line ${groupDigits(line)}, value ${groupDigits(column)}: ${cell === '' ? 'the cell is empty' : `"${cell}" is not a number`}`,
  'rows-wrong': (of: { rows: number; given: number; wanted: number; shape: readonly number[] }) =>
    `it has ${counted(of.rows, 'row')} with ${counted(of.given, 'number')} in all, and the network takes ${groupDigits(of.wanted)} (${of.shape.join(' × ')}): write one example per row, without the target, or a single series with one row per step`,
  'array-wrong': ({
    given,
    type,
    shape,
  }: {
    given: readonly number[];
    type: string;
    shape: readonly number[];
  }) =>
    `it holds an array of shape ${given.join(' × ')} (${type}), and the network takes ${shape.join(' × ')}, or several of them, one after the other`,
  'two-runs': 'name two or more runs',
  'engine-gone': ({ reason }: { reason: string }) => `the engine ended: ${reason}`,
  'no-step': ({ step, backend, reason }: { step: string; backend: string; reason: string }) =>
    `${backend} cannot run a step as ${step}: ${reason}`,
  'op-by-op': 'steps run op by op',
  'run-ended': ({ run, state, reason }: { run: string; state: keyof typeof output.states; reason: string }) =>
    `run ${run} ${output.states[state]}: ${reason}`,
  'run-unsaved': ({ run, reason }: { run: string; reason: string }) => `run ${run}: ${reason}`,
  'no-reason': 'no reason was given',
  'vary-wrong': ({ text }: { text: string }) =>
    `--vary ${text}: write PARAMETER=VALUES, as in C1.filters=4,6,8`,
  'no-parameter': ({ path, known }: { path: string; known: string }) =>
    `there is no parameter ${path}; there are ${known}`,
  'nothing-to-search':
    'no hidden layer has a width, a pooling or a block to vary: say what may change, --vary C1.filters=4,6,8',
  'sweep-folder': ({ folder }: { folder: string }) =>
    `${folder} holds another sweep, or something else: choose a new folder with --out`,
  'sweep-elsewhere-needs': 'with --on, name a shared folder with --out, and leave out --resume and --backend',
  'halving-elsewhere':
    'successive halving compares its combinations between rungs, so it runs on one engine: use --method grid or random with --on',
  'ray-failed': ({ command, reason }: { command: string; reason: string }) =>
    `Ray ended early in ${command}: ${reason}. What was trained is kept: the same command trains the rest`,
  'nothing-to-vary': 'say what to vary: --vary C1.filters=4,6,8',
  'resume-as-planned': 'a sweep resumes as it was planned: use --resume with no document and no --vary',
  'port-too-large': ({ most }: { most: number }) => `a port is at most ${most}`,
  'page-not-built': 'the page is not built: run `npm run build`',
  'port-taken': ({ port }: { port: number }) => `port ${port} is in use`,
  'port-unusable': ({ port, reason }: { port: number; reason: string }) =>
    `port ${port} cannot be used: ${reason}`,
  'port-in-use': 'another program uses it',
  'engine-address': ({ given }: { given: string }) =>
    `"${given}" is not the address of an engine: copy the line that \`convas engine\` prints, convas://host:port/#…, in quotes`,
  'listen-wrong': ({ given }: { given: string }) =>
    `"${given}" is not where an engine can listen: give host:port, such as 0.0.0.0:8766`,
  'person-wrong': ({ given }: { given: string }) =>
    `"${given}" cannot be a name: use 1 to 40 letters without accents, digits, - and _`,
  'certificate-damaged': ({ file }: { file: string }) =>
    `${file} is damaged: delete it to get a new certificate, and give everyone the new address`,
  'token-damaged': ({ file }: { file: string }) =>
    `${file} is damaged: delete it to get a new token, and give its owner the new address`,
  'room-full': ({ most }: { most: number }) =>
    `the document is edited by ${most} people already, as many as can at a time`,
  'token-refused': 'the token in the address is not one of this engine',
  'session-over': 'this session has ended; what it trained goes on and is among the runs',
  'engine-unreachable': ({ address, reason }: { address: string; reason: string }) =>
    `the engine at ${address} cannot be reached: ${reason}`,
  'engine-refused': ({ address, reason }: { address: string; reason: string }) =>
    `the engine at ${address} refused: ${reason}`,
  'other-certificate': ({ address }: { address: string }) =>
    `the certificate at ${address} is not the one of the address: somebody may be in between, or the engine has a new one; nothing was sent`,
  'no-engine-there': ({ address }: { address: string }) =>
    `what answers at ${address} is no Convas engine of this version`,
  'frame-too-large': ({ most }: { most: number }) =>
    `a message to an engine on another machine holds at most ${most} MiB`,
  'connection-lost': ({ address }: { address: string }) =>
    `the connection to ${address} is lost; training goes on there, trying again`,
  'connection-back': ({ address }: { address: string }) => `connected to ${address} again`,
  'option-of-this-machine': ({ option }: { option: string }) =>
    `${option} is for an engine on this machine: leave it out, or leave out --engine and CONVAS_ENGINE`,
  'port-forbidden': 'this user may not use it; choose one from 1024 on',
  'port-of-another-program': ({ port }: { port: number }) =>
    `port ${port} is in use by another program. Choose another port with --port N, the same one each time: a browser keeps its drafts per port.`,
  'port-of-another-user': ({ port }: { port: number }) =>
    `port ${port} is in use by a Convas of another user, or with another CONVAS_HOME. Choose another port with --port N, the same one each time: a browser keeps its drafts per port.`,
  'port-served': (of: { port: number; pid: number; since: string; url: string }) =>
    `Convas is served on port ${of.port} already, by process ${of.pid} since ${of.since} UTC. Open ${of.url} or end it ` +
    `with "kill ${of.pid}"; --port 0 serves a second one on a free port.`,
  'engine-killed': ({ signal }: { signal: string }) => `The engine was ended from outside (${signal}).`,
  'engine-ended': 'The engine ended.',
  'engine-failed': ({ code }: { code: number }) => `The engine ended unexpectedly (code ${code}).`,
  'engine-closed': 'The engine closed the connection.',
  'engine-unresponsive': 'The engine did not respond and was ended.',
  'engine-restarts': 'The engine is restarting.',
  'engine-not-started': ({ reason }: { reason: string }) => `The engine could not be started: ${reason}`,
  'binary-only': 'only binary messages are understood',
  'http-403': '403 This address is not served here.',
  'http-404': '404 There is no such page.',
  'http-405': '405 Only GET and HEAD are answered.',
  kernels: (of: {
    oneDnn: boolean;
    shards: number;
    intra: number;
    inter: number;
    training: number | null;
    inference: number | null;
    ownOperations: boolean;
  }) => {
    const pairs = (most: number) => (most === 0 ? 'none' : `up to ${counted(most, 'filter')}`);
    const spread =
      of.shards > 1
        ? `batches in ${of.shards} shards, ${counted(of.intra, 'thread')} each`
        : of.intra === of.inter
          ? counted(of.intra, 'thread')
          : `${counted(of.intra, 'thread')} within and ${of.inter} between operations`;
    const columns =
      of.training === null
        ? ''
        : `, columns in pairs: ${pairs(of.training)}` +
          (of.inference === null || of.inference === of.training
            ? ''
            : ` (inference: ${pairs(of.inference)})`);
    const own = of.ownOperations ? ', own operations' : '';
    return `oneDNN ${of.oneDnn ? 'on' : 'off'}, ${spread}${columns}${own}`;
  },
};

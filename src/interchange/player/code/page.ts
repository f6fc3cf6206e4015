/** What a player is made of; texts are in the person's language. */
export interface PageParts {
  readonly language: string;
  readonly title: string;
  readonly words: Readonly<Record<string, string>>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
:root { color-scheme: light dark; --ink: #1d1d22; --dim: #62626c; --paper: #fff; --card: #f5f5f7; --line: #d9d9df; --accent: #2f6fd0; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf0; --dim: #a0a0aa; --paper: #17171a; --card: #222226; --line: #3a3a42; --accent: #6ea1f0; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 860px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.5rem; margin: 0 0 4px; }
p.about { color: var(--dim); margin: 0 0 20px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 20px; }
section { background: var(--card); border-radius: 12px; padding: 16px; }
h2 { font-size: 1rem; margin: 0 0 12px; }
.well { width: 280px; height: 280px; max-width: 100%; border: 2px dashed var(--line); border-radius: 8px; display: grid; place-items: center; overflow: hidden; background: #000; touch-action: none; margin: 0 auto; }
.well.over { border-color: var(--accent); }
.well canvas { width: 100%; height: 100%; image-rendering: pixelated; cursor: crosshair; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; justify-content: center; }
button, .file { font: inherit; padding: 6px 12px; border-radius: 8px; border: 1px solid var(--line); background: var(--paper); color: var(--ink); cursor: pointer; }
button:focus-visible, .file:focus-within, input:focus-visible, textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.file input { position: absolute; opacity: 0; width: 1px; height: 1px; }
label.check { display: flex; gap: 6px; align-items: center; }
textarea { width: 100%; min-height: 120px; font: 14px ui-monospace, monospace; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 8px; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(110px, 1fr)); gap: 8px; }
.fields label { font-size: .85rem; color: var(--dim); }
.fields input { width: 100%; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 4px 6px; }
.answer { font-size: 2rem; font-weight: 600; margin: 0 0 12px; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: minmax(60px, 30%) 1fr 64px; gap: 8px; align-items: center; padding: 2px 0; font-variant-numeric: tabular-nums; }
li span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar { height: 12px; border-radius: 3px; background: color-mix(in srgb, var(--accent) 14%, transparent); }
.bar i { display: block; height: 100%; border-radius: 3px; background: var(--accent); }
li span:last-child { text-align: right; color: var(--dim); }
.error { color: #c5392f; }
canvas.picture { width: 220px; max-width: 100%; image-rendering: pixelated; border-radius: 6px; }
`;

/** Runs in the page: plain JavaScript, with TensorFlow.js as `tf` and what was exported as `convas`. */
const program = String.raw`
'use strict';
const { info, words, topology, signature, weights, weightSpecs } = JSON.parse(document.getElementById('model').textContent);
const $ = (id) => document.getElementById(id);
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
let model = null;
const [height, width, channels] = info.input.image || info.input.shapes[0];
const shape = info.input.shapes[0];
const isImage = shape.length === 3 && (channels === 1 || channels === 3);

/** The same steps as in training, on [1, height, width, channels]. */
function prepare(x) {
  for (const step of info.input.operations || []) {
    if (step.op === 'crop') x = x.slice([0, step.top, step.left, 0], [-1, step.height, step.width, -1]);
    else if (step.op === 'pad') x = x.pad([[0, 0], [step.top, step.bottom], [step.left, step.right], [0, 0]], step.value);
    else if (step.op === 'resize') x = tf.image.resizeBilinear(x, [step.height, step.width], false, true);
    else if (step.op === 'mean-channel') x = x.mean(-1, true);
    else if (step.op === 'repeat-channel') x = x.tile([1, 1, 1, step.channels]);
    else if (step.op === 'affine') x = x.mul(step.scale).add(step.offset);
    else if (step.op === 'standardize-image') {
      const { mean, variance } = tf.moments(x, [1, 2, 3], true);
      x = x.sub(mean).div(variance.sqrt().maximum(step.least));
    }
  }
  return x;
}

const format = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 4 });
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent', maximumFractionDigits: 1 });

function row(name, share, text) {
  const item = document.createElement('li');
  const label = document.createElement('span');
  label.textContent = name;
  label.title = name;
  const bar = document.createElement('span');
  bar.className = 'bar';
  const fill = document.createElement('i');
  fill.style.width = Math.max(0, Math.min(1, share)) * 100 + '%';
  bar.append(fill);
  const value = document.createElement('span');
  value.textContent = text;
  item.append(label, bar, value);
  return item;
}

function showClasses(values) {
  const { meaning, apply, decision } = info.output;
  const raw = tf.tensor1d(values);
  const meant = Array.from((apply === 'softmax' ? raw.softmax() : apply === 'sigmoid' ? raw.sigmoid() : apply === 'normalize' ? raw.div(raw.sum()) : raw).dataSync());
  const names = info.classes.length > 0 ? info.classes : meant.map((_, at) => String(at));
  let scores = meant;
  let best;
  if (decision && decision.rule === 'threshold') {
    best = meant[0] > decision.boundary ? 1 : 0;
    scores = meaning === 'probabilities' ? [1 - meant[0], meant[0]] : meant;
  } else {
    const wanted = decision && decision.rule === 'argmin' ? Math.min(...meant) : Math.max(...meant);
    best = meant.indexOf(wanted);
  }
  $('answer').textContent = names[best] === undefined ? String(best) : names[best];
  const probable = meaning === 'probabilities';
  const order = scores.map((score, at) => ({ score, at })).sort((a, b) => (meaning === 'distances' ? a.score - b.score : b.score - a.score)).slice(0, 10);
  const largest = Math.max(...scores.map(Math.abs)) || 1;
  $('list').replaceChildren(...order.map(({ score, at }) => row(scores.length < names.length ? words.value : names[at], probable ? score : Math.abs(score) / largest, probable ? percent.format(score) : format.format(score))));
}

function showPicture(values, [high, wide, colors]) {
  const canvas = document.createElement('canvas');
  canvas.className = 'picture';
  canvas.width = wide;
  canvas.height = high;
  const pixels = new ImageData(wide, high);
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) { least = Math.min(least, value); most = Math.max(most, value); }
  for (let at = 0; at < wide * high; at++) {
    for (let c = 0; c < 3; c++) pixels.data[4 * at + c] = 255 * (values[at * colors + Math.min(c, colors - 1)] - least) / (most - least || 1);
    pixels.data[4 * at + 3] = 255;
  }
  canvas.getContext('2d').putImageData(pixels, 0, 0);
  $('list').replaceChildren(canvas);
}

function show(output) {
  const values = Array.from(output.dataSync());
  const own = output.shape.slice(1);
  $('answer').textContent = '';
  if (own.length === 3 && (own[2] === 1 || own[2] === 3) && info.output.meaning === 'reconstruction') showPicture(values, own);
  else if (info.output.decision && own.length === 1) showClasses(values);
  else $('list').replaceChildren(...values.slice(0, 64).map((value, at) => row(String(at + 1), 0, format.format(value))));
}

function predict(x) {
  if (!model) return;
  $('error').textContent = '';
  try {
    tf.tidy(() => {
      const outputs = model.execute(x());
      show(Array.isArray(outputs) ? outputs[0] : outputs);
    });
    document.body.dataset.state = 'answered';
  } catch (error) {
    $('error').textContent = error.message;
  }
}

function imageForm() {
  const well = document.createElement('div');
  well.className = 'well';
  const canvas = document.createElement('canvas');
  const side = 280;
  canvas.width = side;
  canvas.height = Math.round((side * height) / width);
  canvas.setAttribute('aria-label', words.draw);
  well.append(canvas);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const clear = () => { context.fillStyle = '#000'; context.fillRect(0, 0, canvas.width, canvas.height); };
  clear();
  const small = document.createElement('canvas');
  small.width = width;
  small.height = height;
  const invert = document.createElement('input');
  invert.type = 'checkbox';
  const read = () => predict(() => {
    const target = small.getContext('2d', { willReadFrequently: true });
    target.imageSmoothingQuality = 'high';
    target.drawImage(canvas, 0, 0, width, height);
    const pixels = target.getImageData(0, 0, width, height).data;
    const x = new Float32Array(width * height * channels);
    for (let at = 0; at < width * height; at++) {
      const rgb = [pixels[4 * at], pixels[4 * at + 1], pixels[4 * at + 2]].map((value) => invert.checked ? 255 - value : value);
      if (channels === 3) x.set(rgb, at * 3);
      else x[at] = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
    }
    return prepare(tf.tensor4d(x, [1, height, width, channels]));
  });
  const draw = (picture, wide, high) => {
    const scale = Math.min(canvas.width / wide, canvas.height / high);
    clear();
    context.drawImage(picture, (canvas.width - wide * scale) / 2, (canvas.height - high * scale) / 2, wide * scale, high * scale);
    read();
  };
  const open = async (file) => {
    try { const picture = await createImageBitmap(file); draw(picture, picture.width, picture.height); }
    catch { $('error').textContent = words.noImage; }
  };
  let last = null;
  const place = (event) => { const box = canvas.getBoundingClientRect(); return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height]; };
  canvas.addEventListener('pointerdown', (event) => { canvas.setPointerCapture(event.pointerId); last = place(event); });
  canvas.addEventListener('pointermove', (event) => {
    if (!last) return;
    const next = place(event);
    context.strokeStyle = '#fff';
    context.lineWidth = canvas.width / 13;
    context.lineCap = context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(...last);
    context.lineTo(...next);
    context.stroke();
    last = next;
  });
  canvas.addEventListener('pointerup', () => { last = null; read(); });
  const listen = (target) => {
    target.addEventListener('dragover', (event) => { event.preventDefault(); well.classList.add('over'); });
    target.addEventListener('dragleave', () => well.classList.remove('over'));
    target.addEventListener('drop', (event) => { event.preventDefault(); well.classList.remove('over'); const [file] = event.dataTransfer.files; if (file) open(file); });
  };
  listen(document.body);
  document.addEventListener('paste', (event) => { const [file] = event.clipboardData.files; if (file) open(file); });
  const file = document.createElement('label');
  file.className = 'file';
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  input.id = 'file';
  input.addEventListener('change', () => input.files[0] && open(input.files[0]));
  file.append(words.choose, input);
  const button = (text, act) => { const made = document.createElement('button'); made.textContent = text; made.addEventListener('click', act); return made; };
  const camera = button(words.camera, async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const video = document.createElement('video');
      video.srcObject = stream;
      await video.play();
      draw(video, video.videoWidth, video.videoHeight);
      stream.getTracks().forEach((track) => track.stop());
    } catch { $('error').textContent = words.noCamera; }
  });
  const label = document.createElement('label');
  label.className = 'check';
  label.append(invert, words.invert);
  invert.addEventListener('change', read);
  const buttons = document.createElement('div');
  buttons.className = 'row';
  buttons.append(file, camera, button(words.clear, () => { clear(); $('answer').textContent = ''; $('list').replaceChildren(); }), label);
  $('form').append(well, buttons);
}

function numberForm() {
  const size = shape.reduce((product, side) => product * side, 1);
  const read = (numbers) => {
    if (numbers.length !== size || numbers.some(Number.isNaN)) { $('error').textContent = words.numbers; return; }
    predict(() => tf.tensor(numbers, [1, ...shape]));
  };
  if (size <= 24) {
    const fields = document.createElement('div');
    fields.className = 'fields';
    const inputs = Array.from({ length: size }, (_, at) => {
      const label = document.createElement('label');
      const input = document.createElement('input');
      input.type = 'number';
      input.step = 'any';
      input.value = '0';
      label.append(words.value + ' ' + (at + 1), input);
      fields.append(label);
      input.addEventListener('input', () => read(inputs.map(({ valueAsNumber }) => valueAsNumber)));
      return input;
    });
    $('form').append(fields);
    return () => read(inputs.map(({ valueAsNumber }) => valueAsNumber));
  }
  const area = document.createElement('textarea');
  area.setAttribute('aria-label', words.numbers);
  area.placeholder = words.numbers;
  area.addEventListener('input', () => area.value.trim() && read(area.value.trim().split(/[\s;]+/).map((text) => Number(text.replace(',', '.')))));
  $('form').append(area);
  return () => {};
}

const first = isImage ? (imageForm(), () => {}) : numberForm();
tf.loadGraphModel({
  load: async () => ({ format: 'graph-model', modelTopology: topology, signature, weightSpecs, weightData: bytesOf($('weights').textContent.trim()).buffer }),
}).then((loaded) => { model = loaded; document.body.dataset.state = 'ready'; first(); }, (error) => { $('error').textContent = error.message; });
`;

/** The page up to where TensorFlow.js stands. */
export const pageHead = ({ language, title, words }: PageParts): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src blob: data:; media-src blob:">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="about">${escaped(words['about'] ?? '')}</p>
<div class="columns">
<section aria-labelledby="input"><h2 id="input">${escaped(words['input'] ?? '')}</h2><div id="form"></div></section>
<section aria-labelledby="output"><h2 id="output">${escaped(words['output'] ?? '')}</h2><p class="answer" id="answer" aria-live="polite"></p><ol id="list"></ol><p class="error" id="error" role="alert"></p></section>
</div>
</main>
<script>`;

export const afterLibrary = '</script>\n<script type="application/json" id="model">';
export const afterModel = '</script>\n<script type="application/octet-stream" id="weights">';
export const pageEnd = `</script>\n<script>${program}</script>\n</body>\n</html>\n`;

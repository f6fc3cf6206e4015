/** Runs in the page: plain JavaScript, with TensorFlow.js as `tf` and what was exported as `convas`. */
export const program = String.raw`
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

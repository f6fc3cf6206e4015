/** What may not be a variable, or had better not be. */
export const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield print input len range type list'
  ).split(' '),
);

/** A script that reads the request, predicts, and writes the answer, all in the current folder. @param script its middle */
export const frame = (script: string): string => `
import json, sys, time
took = None

def timed(compute):
    """What it computes; the second time is measured, when all is loaded."""
    global took
    compute()
    since = time.perf_counter()
    found = compute()
    took = time.perf_counter() - since
    return found

try:
    import numpy as np
${script
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
except ModuleNotFoundError as error:
    print(error.name, file=sys.stderr)
    sys.exit(3)

request = json.load(open('request.json', encoding='utf-8'))

def arrays(path, shapes):
    numbers, at = np.fromfile(path, '<f4'), 0
    for shape in shapes:
        size = int(np.prod(shape))
        yield numbers[at:at + size].reshape(shape)
        at += size

inputs = list(arrays('inputs.bin', request['inputs']))
flat = iter(list(arrays('weights.bin', [w['shape'] for l in request['layers'] for w in l['weights']])))
weights = [{w['name']: next(flat) for w in layer['weights']} for layer in request['layers']]
outputs = [np.ascontiguousarray(y, dtype='<f4') for y in predict(request['folder'], inputs, weights)]
for at, output in enumerate(outputs):
    output.tofile(f'output-{at}.bin')
json.dump({'runtime': runtime(), 'seconds': took, 'outputs': [list(y.shape) for y in outputs]}, open('answer.json', 'w'))
`;

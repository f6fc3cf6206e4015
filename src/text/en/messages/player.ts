/** What stands in the page that an exported network is tried in. */
export const player = {
  about: 'A trained network that runs in this page alone: nothing that you enter leaves it.',
  input: 'Input',
  output: 'Output',
  draw: 'Draw here, or drop an image',
  choose: 'Choose an image',
  camera: 'Camera',
  clear: 'Clear',
  invert: 'Invert (dark on light)',
  noImage: 'The file is not an image that the browser can read. Choose a PNG or JPEG.',
  noCamera: 'The camera is not available. Allow it in the browser, or choose an image.',
  numbers: 'Numbers, separated by spaces',
  value: 'Value',
};

import { counted, groupDigits, ordinal, plural } from '../words.ts';

/** Inspect: feature maps, filters, weights, predictions, the drawing pad. */
export const insight = {
  none: 'Nothing to inspect yet',
  unknownLayers: (names: string, count: number) =>
    `Convas does not know ${plural(count, 'the kind of one layer', 'the kinds of some layers')} of this network: ${names}. Views compute with the whole network, so none of them can be shown until ${plural(count, 'it is', 'they are')} replaced by layers that Convas has, and the network is trained or imported again.`,
  noneAbout: 'Train this network or open a run: its filters and feature maps appear here.',
  toTrain: 'To training',
  toRuns: 'To the runs',
  otherRuns: 'Other runs',
  input: {
    title: 'Input',
    source: 'Where the image comes from',
    sources: { sample: 'From the data', drawn: 'Draw', photo: 'Photo' },
    asTaken: (size: string, channels: number) =>
      `As the network sees it: ${size}, ${channels === 1 ? 'gray' : 'color'}`,
    choose: 'Choose an image',
    example: 'Test example',
    exampleAbout: 'The data are no images: an example by its number, counted from 0.',
    text: 'Or a text of your own',
    textAbout: 'The network reads the words that its data have.',
    textPlaceholder: 'Write a sentence',
    numbers: 'Or numbers of your own',
    numbersAbout: (shape: string, count: number) =>
      `${counted(count, 'number')} (${shape}) in the order of the data, without the target; with spaces, commas or line breaks between them.`,
    count: (given: number, wanted: number) =>
      `There ${given === 1 ? 'is' : 'are'} ${counted(given, 'number')}; the network takes ${groupDigits(wanted)}.`,
    more: 'Other images',
    image: (label: string, index: string) => `${label}, test image ${index}`,
    truth: (label: string) => `Its label: ${label}`,
    noData: 'The data of this run is not on this machine: download it in the Data stage.',
    unread: (dataset: string) => `The images of ${dataset} have not been read yet`,
    read: 'Read the images',
    failed: 'The images could not be read',
  },
  pad: {
    label: 'Drawing pad: draw with the pointer',
    hint: (classes: string) => `Draw one of ${classes}`,
    undo: 'Undo the last stroke',
    clear: 'Clear',
    asData: 'As the network sees it',
    asDataAbout: (box: string, size: string) =>
      `Scaled to fit ${box} pixels, antialiased, and centered in ${size} by its center of mass, as the digits of MNIST were.`,
  },
  photo: {
    drop: 'Drop an image here or anywhere on the window, or paste one.',
    dropHere: 'Drop the image',
    file: 'Choose an image',
    pasted: 'Pasted image',
    failed: 'The image was not accepted',
    unreadable: (name: string) =>
      `${name} cannot be read as an image. Use a PNG, JPEG, WebP, GIF or BMP file.`,
    tooLarge: (name: string) => `${name} is larger than 64 MB. Use a smaller image.`,
    noCanvas: 'This browser gives no access to the pixels of images.',
    original: (name: string, size: string) => `${name}, ${size}`,
    fit: 'How the picture fits',
    fits: { crop: 'Crop', stretch: 'Stretch' },
    rule: {
      crop: (size: string) =>
        `The middle is kept in the proportions of the training images, and scaled to ${size}: each pixel is the mean of the area it covers.`,
      stretch: (size: string) =>
        `The whole picture is scaled to ${size} without keeping its proportions: each pixel is the mean of the area it covers.`,
    },
    gray: 'The training images are gray: each pixel becomes the mean of its red, green and blue.',
    invert: 'Invert light and dark',
    invertAbout:
      'For dark ink on light paper, where the training images have light ink on a dark background.',
    camera: {
      open: 'Use the camera',
      title: 'No picture from the camera',
      view: 'What the camera sees',
      asking: 'Waiting for the camera',
      take: 'Take the photo',
      cancel: 'Cancel',
      again: 'Try again',
      name: 'Photo',
      denied:
        'The camera may not be used here. Allow it for this page (in a browser with the icon beside the address, otherwise in the system settings), then try again.',
      none: 'No camera was found. Connect one and try again, or choose an image file.',
      busy: 'The camera cannot be read: another program may be using it. Close that and try again.',
      unsupported: 'This browser offers no camera here. Choose an image file instead.',
      failed: (reason: string) =>
        `The camera did not answer (${reason}). Try again, or choose an image file.`,
    },
  },
  prediction: {
    waiting: 'Give the network an image to see its prediction.',
    busy: 'Computing the prediction',
    answerIs: (label: string, detail: string) => `The network predicts ${label}, ${detail}`,
    wrong: 'wrong',
    right: 'right',
    failed: 'No prediction',
    /** What the bars of the classes show. */
    bars: {
      probabilities: 'Probability of each class',
      scores: 'Score of each class',
      distances: 'Distance to each class',
    },
    /** What is said of the answer. */
    detail: {
      probabilities: (share: string) => share,
      scores: (score: string) => `score ${score}`,
      distances: (distance: string) => `distance ${distance}`,
    },
  },
  explanation: {
    title: 'View',
    layer: 'Feature maps and filters',
    refused: 'Nothing to show here',
    ofClass: 'Class',
    answer: 'The predicted class',
    first: 'The first class',
    otherRun: 'Other run',
    chooseRun: 'Choose a run',
    noOtherRun: 'There is no other run yet',
    needsRun: 'Choose a run to compare with.',
    sameChannel: 'The same channel:',
    openImage: 'Explain the answer for this image',
    noInput: 'Choose or draw an image to explain what the network sees in it.',
    failed: (view: string) => `${view} could not be computed`,
  },
  /** One slider over the kept checkpoints. */
  time: {
    title: 'Moment of training',
    at: (steps: string, epochs: number, batch: number) =>
      batch === 0 ? `Epoch ${epochs}, step ${steps}` : `In epoch ${epochs + 1}, step ${steps}`,
    now: 'Weights in use',
    play: 'Play from checkpoint to checkpoint',
    pause: 'Pause',
    fork: 'Fork',
    forkAbout: 'Starts a new run of this network with the weights of this moment',
  },
  exporting: {
    title: 'Export',
    formats: {
      png: 'Picture (PNG)',
      svg: 'Vectors (SVG)',
      csv: 'Numbers (CSV)',
      json: 'Numbers (JSON)',
    },
    saved: (place: string) => `Saved to ${place}`,
    failed: 'The picture is too large to be drawn here. Export it as CSV or with the command line.',
  },
  /** Changed networks that become runs of their own. */
  keeping: {
    smaller: 'Keep without these channels',
    smallerAbout:
      'Makes a new run whose layer really has fewer channels; what takes from it becomes smaller too.',
    kept: (before: string, after: string) => `Kept as a new run: ${before} parameters before, ${after} now.`,
    keptMacs: (before: string, after: string) =>
      `Multiplications per example: ${before} before, ${after} now.`,
    keptAccuracy: (before: string, after: string) => `Test accuracy: ${before} before, ${after} now.`,
    frozen: 'Keep with this layer frozen',
    frozenAbout: 'Makes a new run with the same weights; trained further, this layer keeps its own.',
    keptFrozen: 'Kept as a new run. Train it further: the layer keeps its weights.',
    refused: 'Not kept',
    filter: (layer: string) => `Filter of ${layer}`,
    filterAbout: 'Counted from 0. A new run gets this kernel in its place.',
    send: 'Put the kernel there',
  },
  unit: {
    label: (layer: string, row: number, column: number) =>
      `How the value of ${layer} at row ${row}, column ${column} comes about`,
    play: 'Play',
    pause: 'Pause',
    slopes:
      'This layer is no sum of products: the weights shown are its slopes at this input, and the rest is what they do not explain.',
  },
  pictures: {
    input: 'Input',
    reconstruction: 'Reconstruction',
    preferred: 'What it responds to most',
    difference: 'Difference: blue is darker in the reconstruction, red brighter',
    mask: 'Predicted class of each pixel: black is the first class, white the last',
  },
  overlays: {
    /** What screen readers call an overlay that is about no class. */
    title: 'What matters in the image',
    field: 'What the place sees; click or drag to move it',
    ofClass: (label: string) => `For ${label}`,
    legend: {
      magnitude: 'Dark is no influence on the score, yellow the most.',
      signed: 'Blue speaks against the class, colorless is 0, red speaks for it.',
      field:
        'Dark pixels change nothing at this place, yellow ones the most; the frame is the theoretical field.',
    },
  },
  scatter: {
    hover: 'Point at a dot to see its example; draw around some to choose them.',
    circled: (count: number) => `${counted(count, 'example')} chosen`,
    inGrid: 'Show in Data',
    letGo: 'Clear',
    at: (label: string, index: string) => `${label}, example ${index}`,
  },
  tables: {
    openCell: 'Show these images',
    'reconstruction-error': {
      title: 'Reconstruction error',
      about: 'The mean of the squared differences of all pixels, on the scale that the network sees.',
    },
  },
  layer: { title: 'Layer', choose: 'Layer', hint: 'Or click a layer on the canvas.', none: 'None chosen' },
  maps: {
    title: 'Feature maps',
    vector: 'Outputs',
    vectorAbout: (units: number) => `${counted(units, 'value')}${plural(units, '', ', in reading order')}`,
    count: (count: number, size: string) => `${counted(count, 'map')} of ${size}`,
    busy: 'Computing',
    failed: 'The feature maps could not be computed',
    noInput: 'Give the network an image to see what this layer extracts from it.',
    map: (index: string) => `Map ${index}`,
    showAll: (count: string) => `Show all ${count}`,
    thinned: (every: number) => `Every ${ordinal(every)} row and column; enlarged, all of them.`,
    range: (from: string, to: string) => `${from} to ${to}`,
  },
  filters: {
    title: 'Filters',
    matrix: (rows: number, columns: number) =>
      `${counted(rows, 'filter')} (rows), ${counted(columns, 'input')} (columns)`,
    single: (count: number, size: string) => `${counted(count, 'filter')} of ${size}`,
    ofInput: 'Of input channel',
    failed: 'The weights could not be read',
    none: 'This layer has no weights.',
    busy: 'Reading weights',
    filter: (index: string) => `Filter ${index}`,
    filterOf: (index: string, input: string) => `Filter ${index}, input ${input}`,
    dense: (inputs: number, outputs: number) =>
      `${counted(inputs, 'input')} (${plural(inputs, 'row')}), ${counted(outputs, 'output')} (${plural(outputs, 'column')})`,
    tooLarge: (shape: string) => `${shape} is too large to draw; its histogram is below.`,
  },
  /** Of a dense layer on a flattened image. */
  units: {
    matrix: (units: number, channels: number) =>
      `The weights of ${counted(units, 'unit')} (rows) for ${counted(channels, 'channel')} (columns) of the image below.`,
    single: (units: number, size: string) =>
      `The weights of ${counted(units, 'unit')}, each in the shape of the flattened image, ${size}`,
    ofInput: 'Channel of the image',
    inColor: 'In color',
    filter: (unit: string) => `Unit ${unit}`,
    filterOf: (unit: string, channel: string) => `Unit ${unit}, channel ${channel}`,
  },
  /** What colors mean. */
  scales: {
    activation: 'Dark is the smallest value, yellow the largest.',
    weight: 'Weights: blue is negative, white is 0, red is positive.',
    color:
      'Weights of the three channels as red, green and blue: dark is negative, middle gray is 0, bright is positive.',
  },
  weights: {
    title: 'Weights',
    label: (name: string) => `Histogram of ${name}`,
    mean: 'mean',
    std: 'standard deviation',
    broken: (count: number) => `${counted(count, 'value is', 'values are')} not finite`,
  },
  show: {
    normalization: 'Color scale',
    shared: 'Shared',
    perMap: 'Per map',
    sharedAbout: 'One color scale for all maps: they can be compared.',
    perMapAbout: 'Each map has its own color scale, its range is below it: faint maps become visible.',
    colors: 'Color map',
    maps: { auto: 'Standard', viridis: 'Viridis', diverging: 'Diverging', greys: 'Gray' },
  },
  enlarged: {
    close: 'Close',
    previous: 'Previous map',
    next: 'Next map',
    hover: 'Point at a pixel to read its value.',
    at: (row: number, column: number, value: string) => `row ${row}, column ${column}: ${value}`,
    explain: 'Click a pixel to see how its value comes about.',
    patches: 'Parts of the data that excite it',
  },
};

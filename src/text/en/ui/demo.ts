import { counted, groupDigits } from '../words.ts';

/** Demonstrations with the camera: a base network is trained further on a few pictures. */
export const demo = {
  demos: {
    'transfer-two-classes': {
      title: 'A face that approaches hides the screen',
      about:
        'The base network that ships sees shapes and colors. It learns from 20 pictures of each class whether somebody is near, and then covers the screen.',
    },
    'transfer-poses': {
      title: 'Poses play a game',
      about:
        'Four poses press keys. The base network that ships sees shapes and colors; it learns your poses from 20 pictures of each.',
    },
  },
  classes: {
    near: { name: 'Near', hint: 'Come close to the camera, from several sides.' },
    away: { name: 'Away', hint: 'Lean back or leave the picture. Vary it.' },
    left: { name: 'Left', hint: 'Lean or point to one side. It presses the left arrow.' },
    right: { name: 'Right', hint: 'The other side. It presses the right arrow.' },
    jump: { name: 'Jump', hint: 'Both hands up. It presses the up arrow.' },
    still: { name: 'Still', hint: 'Sit as you usually do. It presses nothing.' },
  },
  view: 'Camera',
  again: 'Try again',
  privacy: 'The pictures stay on this computer. The network looks at the middle of the picture.',
  recordAbout: (enough: number) => `1. Hold each button until the class has ${enough} pictures. 2. Train.`,
  pictures: (count: number) => counted(count, 'picture'),
  record: 'Hold to record',
  recording: 'Recording…',
  train: 'Train',
  training: 'Training',
  tooFew: (least: number) => `Each class needs at least ${least} pictures.`,
  notKept: 'The picture could not be kept',
  failed: 'The training did not succeed',
  noBase: 'This build has no base network.',
  more: 'Record more',
  unsure: 'Not sure yet: record more pictures of what it mixes up.',
  hideAbout:
    'As soon as the confidence in “Near” is high, a picture covers the screen; it goes when you lean back.',
  choosePicture: 'Choose the picture…',
  hidden: 'Nothing to see here.',
  game: 'Game: keep the ball out of the way of the rocks',
  gameAbout:
    'Keep the ball out of the way of the rocks: left, right, or jump over them. The arrow keys work as well.',
  score: (passed: number, hits: number) => `${groupDigits(passed)} passed, ${groupDigits(hits)} hit`,
  open: 'Demos with the camera',
};

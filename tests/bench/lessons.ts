import { lessonsIn } from '../../src/course/lessons.ts';
import { setTraining } from '../../src/document/operations/settings.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { walkThrough } from '../course/walks.ts';

/* Prints what the lessons ask to train as one JSON list: lesson, step, the epochs that are asked for, the document. */

const trainings = lessonsIn('en').flatMap(({ id, steps }) => {
  const documents = walkThrough(id);
  return steps.flatMap(({ checks }, step) => {
    const asked = checks.find(({ check }) => check.id === 'trained')?.check.about.values;
    if (!asked) return [];
    const { epochs } = asked as { epochs: number };
    const document = documents[step]!;
    // A run's length is what the document says, unless that takes a student more than a lesson.
    const length = id === 'cifar-10' ? epochs : document.training.epochs;
    return [
      { lesson: id, step, epochs, document: serializeDocument(setTraining(document, { epochs: length })) },
    ];
  });
});
console.log(JSON.stringify(trainings));

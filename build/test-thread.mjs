// Before the tests on native TensorFlow: the threads that the engine starts, which no test can load from source.
import { ensureBuilt } from './build.mjs';

export default () => ensureBuilt(['feeding', 'interchange', 'statistics', 'insight']);

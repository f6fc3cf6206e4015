import { type Message, message, sentence } from '../../text/message.ts';

/**
 * A setting's title where room is short, in the current language: `lr` of `training.optimizer.learningRate`,
 * `C1 filters` of `C1.filters`; empty where its value is enough.
 */
export const shortTitle = (path: string): string => sentence(message('compare.title', { path }));

/** A setting with its value: `lr 0.01`, `C1 filters 6`, `Adam`. */
export const shortSetting = (path: string, value: unknown): Message =>
  message('compare.setting', { path, ...(value !== undefined && { value }) });

import type { Binding, OpAttribute } from '../../../graph/binding.ts';

/** Makes attributes of our own operations. */
export interface Attributes {
  int(name: string, value: number | readonly number[]): OpAttribute;
  float(name: string, value: number): OpAttribute;
  flag(name: string, value: boolean): OpAttribute;
}

export const attributesFor = (binding: Binding): Attributes => ({
  int: (name, value) => ({ name, type: binding.TF_ATTR_INT, value }),
  float: (name, value) => ({ name, type: binding.TF_ATTR_FLOAT, value }),
  flag: (name, value) => ({ name, type: binding.TF_ATTR_BOOL, value }),
});

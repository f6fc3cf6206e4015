/**
 * Layer names as TensorFlow.js takes them: letters, digits, `_`, `-` and `.`, the first a letter or digit, each
 * once. Names that are so already stay, but for those that every object has a property of ("constructor"):
 * TensorFlow.js looks layers up in plain objects, and takes such a property for a layer.
 */
export function tfjsNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>(Object.getOwnPropertyNames(Object.prototype));
  return names.map((name) => {
    const plain = name.replace(/[^A-Za-z0-9_.-]/g, '_').replace(/^[^A-Za-z0-9]+/, '') || 'layer';
    let unique = plain;
    for (let suffix = 1; taken.has(unique); suffix++) unique = `${plain}_${suffix}`;
    taken.add(unique);
    return unique;
  });
}

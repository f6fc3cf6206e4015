/** Deeper squares are not divided: points so near each other are one. */
const deepest = 40;

/**
 * The repulsion of t-SNE of each point by all others, far groups as one (Barnes, Hut 1986): a tree of squares in arrays
 * that are used again.
 * @returns a function that writes the sums of `q² (yᵢ - yⱼ)`, `[count, 2]`, and returns the sum of all `q`, where `q` is
 * `1 / (1 + |yᵢ - yⱼ|²)`
 */
export function createTree(count: number) {
  let room = 4 * count + 64;
  let children = new Int32Array(4 * room);
  let masses = new Float64Array(room);
  let centers = new Float64Array(2 * room);
  let points = new Int32Array(room);
  let used = 0;

  const grow = (): void => {
    room *= 2;
    const copy = <T extends Int32Array | Float64Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    children = copy(new Int32Array(4 * room), children);
    masses = copy(new Float64Array(room), masses);
    centers = copy(new Float64Array(2 * room), centers);
    points = copy(new Int32Array(room), points);
  };

  const node = (): number => {
    if (used === room) grow();
    children.fill(0, 4 * used, 4 * used + 4);
    masses[used] = 0;
    centers[2 * used] = 0;
    centers[2 * used + 1] = 0;
    points[used] = -1;
    return used++;
  };

  /** Divides a leaf: the point that is there goes one down. */
  const divide = (at: number, places: Float64Array, mx: number, my: number): void => {
    const resident = points[at]!;
    if (resident < 0) return;
    points[at] = -1;
    const [x, y] = [places[2 * resident]!, places[2 * resident + 1]!];
    const child = node();
    children[4 * at + Number(x > mx) + 2 * Number(y > my)] = child;
    masses[child] = masses[at]! - 1;
    centers[2 * child] = x;
    centers[2 * child + 1] = y;
    points[child] = resident;
  };

  /** Puts a point into the tree, whose root has this middle and half side. */
  const insert = (point: number, places: Float64Array, cx: number, cy: number, half: number): void => {
    const [x, y] = [places[2 * point]!, places[2 * point + 1]!];
    let at = 0;
    let [mx, my, h] = [cx, cy, half];
    for (let level = 0; ; level++) {
      const before = masses[at]!;
      masses[at] = before + 1;
      centers[2 * at] = (centers[2 * at]! * before + x) / (before + 1);
      centers[2 * at + 1] = (centers[2 * at + 1]! * before + y) / (before + 1);
      if (before === 0) points[at] = point;
      if (before === 0 || level >= deepest) return;
      divide(at, places, mx, my);
      const slot = 4 * at + Number(x > mx) + 2 * Number(y > my);
      h /= 2;
      mx += x > mx ? h : -h;
      my += y > my ? h : -h;
      if (children[slot] === 0) {
        const child = node();
        children[slot] = child;
      }
      at = children[slot]!;
    }
  };

  const stack = new Int32Array(4 * deepest + 64);
  const sizes = new Float64Array(4 * deepest + 64);

  /** Writes the repulsion of one point. @returns the sum of its `q` */
  const repulsion = (
    i: number,
    places: Float64Array,
    width: number,
    limit: number,
    out: Float64Array,
  ): number => {
    const [x, y] = [places[2 * i]!, places[2 * i + 1]!];
    let [fx, fy, sum] = [0, 0, 0];
    let top = 0;
    stack[0] = 0;
    sizes[0] = width;
    while (top >= 0) {
      const at = stack[top]!;
      const size = sizes[top--]!;
      const dx = x - centers[2 * at]!;
      const dy = y - centers[2 * at + 1]!;
      const distance = dx * dx + dy * dy;
      if (points[at]! >= 0 || size * size * limit < distance) {
        // A point, alone or among others at its place, does not repel itself.
        const mass = masses[at]! - (points[at] === i ? 1 : 0);
        const q = 1 / (1 + distance);
        sum += mass * q;
        fx += mass * q * q * dx;
        fy += mass * q * q * dy;
        continue;
      }
      for (let slot = 4 * at; slot < 4 * at + 4; slot++) {
        if (children[slot] === 0) continue;
        stack[++top] = children[slot]!;
        sizes[top] = size / 2;
      }
    }
    out[2 * i] = fx;
    out[2 * i + 1] = fy;
    return sum;
  };

  return (places: Float64Array, theta: number, out: Float64Array): number => {
    let [left, right, low, high] = [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    for (let i = 0; i < count; i++) {
      left = Math.min(left, places[2 * i]!);
      right = Math.max(right, places[2 * i]!);
      low = Math.min(low, places[2 * i + 1]!);
      high = Math.max(high, places[2 * i + 1]!);
    }
    const width = Math.max(right - left, high - low, 1e-12) * 1.001;
    used = 0;
    node();
    for (let i = 0; i < count; i++) insert(i, places, left + width / 2, low + width / 2, width / 2);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += repulsion(i, places, width, 1 / (theta * theta), out);
    return Math.max(sum, 1e-300);
  };
}

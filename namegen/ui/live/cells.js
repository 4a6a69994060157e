// Where keys lead among the cells of a matrix: rows down, columns to the right.

const STEPS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-Infinity, 0], PageDown: [Infinity, 0], Home: [0, -Infinity], End: [0, Infinity],
};

// The row and column that a key leads to in count by count cells: from none, to the first.
function stepped(cell, key, count) {
  const at = (step, i) => Math.min(count - 1, Math.max(0, cell ? cell[i] + step : 0));
  return STEPS[key]?.map(at) ?? null;
}

// Letters that would cover one another are moved apart, each as little as it takes. places: x0, y0,
// x1, y1, ...; least: how near two may stand; inside: brings a number back into the frame. Of an
// alphabet of hundreds there is no room for all.
const SWEEPS = 40;
const PAIRS = 400_000;

function apart(places, least, inside) {
  const moved = Float64Array.from(places);
  const count = moved.length / 2;
  for (let sweep = Math.min(SWEEPS, PAIRS / count ** 2); sweep > 0; sweep--) {
    let still = true;
    for (let i = 1; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const [dx, dy] = [moved[2 * i] - moved[2 * j], moved[2 * i + 1] - moved[2 * j + 1]];
        const away = Math.hypot(dx, dy);
        if (away > 0.99 * least) continue;
        still = false;
        // Two in one place part in a direction of their own.
        const [x, y] = away ? [dx / away, dy / away] : [Math.cos(i), Math.sin(i)];
        const push = (least - away) / 2;
        moved[2 * i] += x * push;
        moved[2 * i + 1] += y * push;
        moved[2 * j] -= x * push;
        moved[2 * j + 1] -= y * push;
      }
    }
    moved.forEach((at, i) => (moved[i] = inside(at, i)));
    if (still) break;
  }
  return moved;
}

// What lies beyond the frame from -1 to 1 stands at its edge, in its direction.
function edged(points) {
  const far = (i) => Math.max(1, ...points.slice(i - (i % 2), i - (i % 2) + 2).map(Math.abs));
  return points.map((at, i) => at / far(i));
}
const beyond = (points, i) => Math.max(...points.slice(2 * i, 2 * i + 2).map(Math.abs)) > 1.0001;

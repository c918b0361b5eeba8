type Point = readonly [x: number, y: number];

/** The curve of a drawn line as SVG path data. */
export function pathOf(points: readonly Point[]): string {
  const first = points[0];
  if (!first) return '';
  let x = first[0];
  let y = first[1];
  let path = `M${x} ${y}`;
  for (let index = 1; index < points.length; index++) {
    const next = points[index];
    if (!next) continue;
    const nextX = next[0];
    const nextY = next[1];
    const middle = (x + nextX) / 2;
    path += nextY === y ? `H${nextX}` : `C${middle} ${y} ${middle} ${nextY} ${nextX} ${nextY}`;
    x = nextX;
    y = nextY;
  }
  return path;
}

type Point = readonly [x: number, y: number];

/** The curve of a drawn line as SVG path data; `isDown` for one that runs from top to bottom. */
export function pathOf(points: readonly Point[], isDown: boolean = false): string {
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
    path += isDown ? downward(x, y, nextX, nextY) : rightward(x, y, nextX, nextY);
    x = nextX;
    y = nextY;
  }
  return path;
}

function rightward(x: number, y: number, nextX: number, nextY: number): string {
  const middle = (x + nextX) / 2;
  return nextY === y ? `H${nextX}` : `C${middle} ${y} ${middle} ${nextY} ${nextX} ${nextY}`;
}

function downward(x: number, y: number, nextX: number, nextY: number): string {
  const middle = (y + nextY) / 2;
  return nextX === x ? `V${nextY}` : `C${x} ${middle} ${nextX} ${middle} ${nextX} ${nextY}`;
}

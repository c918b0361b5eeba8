import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Drawing, DrawnBox, DrawnLine, DrawnText } from '../../../src/graph/drawing.ts';
import type { GraphEdge } from '../../../src/graph/graph.ts';
import { layout } from '../../../src/graph/layout/layout.ts';
import { present } from '../../../src/graph/present.ts';
import { fold } from '../../../src/graph/view/fold.ts';
import { groupBy } from '../../../src/graph/view/group-by.ts';
import { arbitraryGraph, hostileText } from '../arbitrary-graph.ts';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const fixtures = resolve(__dirname, '../../../fixtures/graph');

describe.each(['LR', 'TB'] as const)('geometry %s', (direction) => {
  test('of 200 random graphs', () => {
    fc.assert(
      fc.property(arbitraryGraph(), (graph) => {
        const drawing = layout(present(graph, { direction }));
        expect(faults(drawing)).toEqual([]);
        const drawn = new Set(drawing.lines.map(({ id }) => id));
        // Only what leads back to its own box, or to one of its column, is not drawn.
        expect(
          graph.edges.filter(({ id, from, to }) => from !== to && !drawn.has(id)).every(isWithinColumn(drawing)),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test.each(['host', 'controller'] as const)(
    'of random graphs with frames by %s',
    (by) => {
      fc.assert(
        fc.property(arbitraryGraph(), (graph) => {
          const grouped = { ...graph, groups: groupBy(graph.nodes, graph.edges, by) };
          expect(faults(layout(present(grouped, { direction })))).toEqual([]);
        }),
        { numRuns: 100 },
      );
    },
    60_000,
  );

  test('of random graphs that are folded', () => {
    fc.assert(
      fc.property(arbitraryGraph(), fc.integer({ min: 1, max: 12 }), (graph, most) => {
        expect(faults(layout(present(fold(graph, most), { direction })))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('of any texts', () => {
    fc.assert(
      fc.property(arbitraryGraph(hostileText, 8), (graph) => {
        expect(faults(layout(present(graph, { direction })))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  test('of a drawing that is cut into strips', () => {
    fc.assert(
      fc.property(arbitraryGraph(undefined, 120), (graph) => {
        const drawing = layout(present({ ...graph, edges: graph.edges.slice(0, 20) }, { direction }));
        expect(faults(drawing)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe('geometry', () => {
  test.each(readdirSync(fixtures))('of the picture %s', (name) => {
    const drawing = JSON.parse(readFileSync(join(fixtures, name, 'drawing.json'), 'utf8')) as Drawing;
    expect(faults(drawing)).toEqual([]);
  });
});

describe('the checks', () => {
  const box = (id: string, x: number): DrawnBox => {
    const text: DrawnText = { x: x + 5, y: 20, text: id, width: 20, anchor: 'start' };
    return {
      id,
      x,
      y: 0,
      width: 100,
      height: 40,
      look: 'solid',
      accent: 0,
      stacked: false,
      title: text,
      details: text,
      rows: [],
      tooltip: '',
    };
  };
  const drawing: Drawing = {
    width: 500,
    height: 100,
    title: { x: 0, y: 0, text: '', width: 0, anchor: 'start' },
    subtitle: { x: 0, y: 0, text: '', width: 0, anchor: 'start' },
    description: '',
    frames: [],
    boxes: [box('a', 0), box('b', 150), box('c', 300)],
    lines: [],
    legend: [],
  };
  const line = (points: DrawnLine['points']): DrawnLine => ({
    id: 'l',
    look: 'works',
    points,
    backward: false,
    tooltip: '',
  });

  test('find what is wrong', () => {
    expect(faults(drawing)).toEqual([]);
    expect(faults({ ...drawing, boxes: [box('a', 0), box('b', 99)] })).toEqual(['boxes a and b overlap']);
    expect(
      faults({
        ...drawing,
        lines: [
          line([
            [100, 20],
            [300, 20],
          ]),
        ],
      }),
    ).toEqual(['line l runs through box b']);
    expect(
      faults({
        ...drawing,
        lines: [
          line([
            [100, 20],
            [150, 60],
            [260, 60],
            [300, 20],
          ]),
        ],
      }),
    ).toEqual([]);
    const under = { ...box('d', 0), y: 200 };
    const isDown = {
      ...drawing,
      height: 300,
      isDown: true as const,
      boxes: [box('a', 0), { ...box('b', 0), y: 100 }, under],
    };
    expect(
      faults({
        ...isDown,
        lines: [
          line([
            [20, 40],
            [20, 200],
          ]),
        ],
      }),
    ).toContain('line l runs through box b');
    const [a] = drawing.boxes;
    const wide = a && { ...a, title: { ...a.title, width: 96 } };
    expect(faults({ ...drawing, boxes: wide ? [wide] : [] })).toEqual(['text "a" leaves box a']);
  });
});

function isWithinColumn({ boxes, isDown }: Drawing): (edge: GraphEdge) => boolean {
  const left = new Map(boxes.map(({ id, x, y }) => [id, isDown ? y : x]));
  return ({ from, to }) => left.get(from) === left.get(to);
}

/** What is wrong with the places of a drawing, in words. */
function faults({ boxes, lines, frames, width, height, isDown }: Drawing): string[] {
  const found: string[] = [];
  const page: Area = { x: 0, y: 0, width, height };
  boxes.forEach((box, index) => {
    if (!isInside(box, page)) found.push(`box ${box.id} leaves the page`);
    for (const other of boxes.slice(index + 1)) {
      if (overlap(box, other)) found.push(`boxes ${box.id} and ${other.id} overlap`);
    }
    for (const text of new Set([
      box.title,
      box.details,
      ...box.rows.flatMap(({ text, note }) => (note ? [text, note] : [text])),
    ])) {
      if (!isInside(areaOf(text), box)) found.push(`text "${text.text}" leaves box ${box.id}`);
    }
    for (const { text, note } of box.rows) {
      if (note && overlap(areaOf(text), areaOf(note))) found.push(`text "${text.text}" runs into its note`);
    }
  });
  frames.forEach((frame, index) => {
    for (const other of frames.slice(index + 1)) {
      if (overlap(frame, other)) found.push(`frames ${frame.id} and ${other.id} overlap`);
    }
    if (!isInside(areaOf(frame.label), frame)) found.push(`the label of frame ${frame.id} leaves it`);
    for (const box of boxes) {
      if (overlap(box, frame) && !isInside(box, frame)) found.push(`frame ${frame.id} cuts box ${box.id}`);
      if (overlap(box, areaOf(frame.label))) found.push(`box ${box.id} hides the label of frame ${frame.id}`);
    }
  });
  const labels = lines.flatMap(({ id, label }) => (label ? [{ id, ...label }] : []));
  labels.forEach((label, index) => {
    if (!isInside(areaOf(label.text), label)) found.push(`the label of line ${label.id} is clipped`);
    for (const box of boxes) if (overlap(label, box)) found.push(`the label of line ${label.id} is on box ${box.id}`);
    for (const other of labels.slice(index + 1)) {
      if (overlap(label, other)) found.push(`the labels of lines ${label.id} and ${other.id} overlap`);
    }
  });
  for (const line of lines) {
    const samples = isDown ? samplesOf(line.points.map(turned)).map(turned) : samplesOf(line.points);
    for (const box of boxes) {
      if (
        samples.some(
          ([x, y]) => x > box.x + 0.5 && x < box.x + box.width - 0.5 && y > box.y + 0.5 && y < box.y + box.height - 0.5,
        )
      ) {
        found.push(`line ${line.id} runs through box ${box.id}`);
      }
    }
    const [first, last] = [line.points[0], line.points.at(-1)];
    const begins = ({ x, y, width: wide, height: high }: Area): boolean => {
      if (!first) return false;
      return isDown
        ? first[1] === y + high && isBetween(first[0], x, wide)
        : first[0] === x + wide && isBetween(first[1], y, high);
    };
    const ends = ({ x, y, width: wide, height: high }: Area): boolean => {
      if (!last) return false;
      return isDown ? last[1] === y && isBetween(last[0], x, wide) : last[0] === x && isBetween(last[1], y, high);
    };
    if (!boxes.some(begins)) found.push(`line ${line.id} begins nowhere`);
    if (!boxes.some(ends)) found.push(`line ${line.id} ends nowhere`);
  }
  return found;
}

/** Points along a line, as the renderer draws it: level ends, a cubic curve between different heights. */
function samplesOf(points: DrawnLine['points']): [number, number][] {
  const samples: [number, number][] = [];
  points.forEach(([x, y], index) => {
    const next = points[index + 1];
    if (!next) return;
    for (let step = 0; step <= 40; step++) {
      const t = step / 40;
      const u = 1 - t;
      const middle = (x + next[0]) / 2;
      samples.push([
        u ** 3 * x + 3 * u * u * t * middle + 3 * u * t * t * middle + t ** 3 * next[0],
        u ** 3 * y + 3 * u * u * t * y + 3 * u * t * t * next[1] + t ** 3 * next[1],
      ]);
    }
  });
  return samples;
}

function areaOf({ x, y, width, anchor }: DrawnText): Area {
  return { x: anchor === 'start' ? x : x - width, y: y - 10, width, height: 12 };
}

function overlap(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(inner: Area, outer: Area): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function isBetween(at: number, start: number, length: number): boolean {
  return at > start && at < start + length;
}

function turned([x, y]: readonly [number, number]): [number, number] {
  return [y, x];
}

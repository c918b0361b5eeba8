import type { Picture } from './picture.ts';

/** What of the picture is seen. */
export interface Viewport {
  /** Shows everything. */
  all(): void;
  /** Moves a box into the middle, large enough to be read. */
  show(id: string): void;
}

/** Lets the picture be moved and zoomed, by mouse, touch, keyboard and buttons. */
export function viewport({ canvas, svg, boxes }: Picture): Viewport {
  const whole = { x: 0, y: 0, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
  let view = { ...whole };
  svg.removeAttribute('width');
  svg.removeAttribute('height');

  function draw(): void {
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  }

  /** Units of the picture in one pixel. */
  function unit(): number {
    const { width, height } = canvas.getBoundingClientRect();
    return Math.max(view.width / Math.max(width, 1), view.height / Math.max(height, 1));
  }

  /** Makes the view as wide as the canvas is, around its middle. */
  function fill(): void {
    const { width, height } = canvas.getBoundingClientRect();
    const scale = unit();
    const [wide, high] = [width * scale, height * scale];
    view = { x: view.x - (wide - view.width) / 2, y: view.y - (high - view.height) / 2, width: wide, height: high };
  }

  function zoom(factor: number, clientX?: number, clientY?: number): void {
    const smallest = 80;
    const largest = Math.max(whole.width, whole.height) * 4;
    const width = Math.min(Math.max(view.width * factor, smallest), largest);
    const real = width / view.width;
    const { left, top, width: wide, height: high } = canvas.getBoundingClientRect();
    const ratioX = clientX === undefined ? 0.5 : (clientX - left) / wide;
    const ratioY = clientY === undefined ? 0.5 : (clientY - top) / high;
    view = {
      x: view.x + view.width * ratioX * (1 - real),
      y: view.y + view.height * ratioY * (1 - real),
      width,
      height: view.height * real,
    };
    draw();
  }

  function move(pixelsX: number, pixelsY: number): void {
    const scale = unit();
    view = { ...view, x: view.x + pixelsX * scale, y: view.y + pixelsY * scale };
    draw();
  }

  function all(): void {
    view = { ...whole };
    fill();
    draw();
  }

  function show(id: string): void {
    const box = boxes.get(id);
    if (!box) return;
    const { x, y, width, height } = box.getBBox();
    const seen = canvas.getBoundingClientRect();
    const scale = Math.min(unit(), 1.2);
    view = {
      x: x + width / 2 - (seen.width * scale) / 2,
      y: y + height / 2 - (seen.height * scale) / 2,
      width: seen.width * scale,
      height: seen.height * scale,
    };
    draw();
  }

  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoom(Math.exp(Math.max(-60, Math.min(event.deltaY, 60)) * 0.004), event.clientX, event.clientY);
    },
    { passive: false },
  );

  const pointers = new Map<number, { x: number; y: number }>();
  let dragged = 0;
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    dragged = 0;
  });
  window.addEventListener('pointermove', (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const [x, y] = [event.clientX - last.x, event.clientY - last.y];
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      // Two fingers: what lies between them stays between them.
      const before = Math.hypot(last.x - other.x, last.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      zoom(before / Math.max(after, 1), (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
    } else move(-x, -y);
    dragged += Math.abs(x) + Math.abs(y);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  const release = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
  };
  window.addEventListener('pointerup', release);
  window.addEventListener('pointercancel', release);
  // A drag that ends on a box is no click on it.
  canvas.addEventListener(
    'click',
    (event) => {
      if (dragged > 6) event.stopPropagation();
    },
    true,
  );

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => move(-60, 0),
    ArrowRight: () => move(60, 0),
    ArrowUp: () => move(0, -60),
    ArrowDown: () => move(0, 60),
    '+': () => zoom(0.8),
    '=': () => zoom(0.8),
    '-': () => zoom(1.25),
    '0': all,
  };
  canvas.addEventListener('keydown', (event) => {
    const key = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!key) return;
    event.preventDefault();
    key();
  });
  document.getElementById('in')?.addEventListener('click', () => zoom(0.7));
  document.getElementById('out')?.addEventListener('click', () => zoom(1.4));
  document.getElementById('fit')?.addEventListener('click', all);
  new ResizeObserver(() => {
    fill();
    draw();
  }).observe(canvas);
  window.addEventListener('beforeprint', () => {
    svg.setAttribute('viewBox', `0 0 ${whole.width} ${whole.height}`);
  });
  window.addEventListener('afterprint', draw);
  all();
  return { all, show };
}

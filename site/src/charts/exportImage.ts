/** What must be in a picture that leaves the page. */
export interface Caption {
  title: string;
  subtitle: string;
  legend: readonly { name: string; swatch: SVGElement | null }[];
  /** Source, vintage, address. */
  lines: readonly string[];
}

const space = 'http://www.w3.org/2000/svg';
const copied = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'];
const pad = 16;

/** A copy whose look needs no style sheet: classes and custom properties are resolved. */
function frozen(source: SVGElement): SVGElement {
  const copy = source.cloneNode(true) as SVGElement;
  const from = [source, ...source.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((node, i) => {
    const style = getComputedStyle(from[i]!);
    for (const name of copied) node.setAttribute(name, style.getPropertyValue(name));
    node.removeAttribute('class');
  });
  copy.querySelector('.cursor')?.remove();
  return copy;
}

function text(content: string, y: number, size: number, weight: number, colour: string): SVGTextElement {
  const node = document.createElementNS(space, 'text');
  const attributes = { x: pad, y, 'font-size': size, 'font-weight': weight, 'font-family': 'system-ui, sans-serif', fill: colour };
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.textContent = content;
  return node;
}

/** The chart with its title, unit, legend, source, vintage and address, as one picture. */
export function pictureOf(plot: SVGSVGElement, caption: Caption): { svg: string; width: number; height: number } {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue('--ink').trim(), soft = style.getPropertyValue('--ink-soft').trim();
  const width = plot.clientWidth + 2 * pad;
  const picture = document.createElementNS(space, 'svg');
  const parts: SVGElement[] = [];
  let y = pad + 14;
  for (const part of wrap(caption.title, width, 8.6)) {
    parts.push(text(part, y, 16, 700, ink));
    y += 20;
  }
  for (const part of wrap(caption.subtitle, width, 6.9)) {
    parts.push(text(part, y, 13, 400, soft));
    y += 17;
  }
  let x = pad;
  for (const { name, swatch } of caption.legend) {
    const length = 26 + name.length * 6.9;
    if (x > pad && x + length > width - pad) [x, y] = [pad, y + 18];
    const label = text(name, y + 4, 13, 400, ink);
    label.setAttribute('x', String(x + 16));
    const mark = swatch && frozen(swatch);
    if (mark) [['x', x], ['y', y - 7], ['width', 12], ['height', 12]].forEach(([n, v]) => mark.setAttribute(n as string, String(v)));
    parts.push(...(mark ? [mark, label] : [label]));
    x += length;
  }
  if (caption.legend.length > 0) y += 14;

  const body = frozen(plot);
  body.setAttribute('x', String(pad));
  body.setAttribute('y', String(y));
  y += plot.clientHeight + 20;
  for (const part of caption.lines.flatMap((l) => wrap(l, width, 5.9))) {
    parts.push(text(part, y, 11, 400, soft));
    y += 15;
  }
  const height = y + pad - 8;
  const back = document.createElementNS(space, 'rect');
  for (const [name, value] of Object.entries({ width, height, fill: style.getPropertyValue('--surface').trim() })) back.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, xmlns: space })) picture.setAttribute(name, String(value));
  picture.append(back, body, ...parts);
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
}

function wrap(content: string, width: number, letter: number): string[] {
  const limit = Math.floor((width - 2 * pad) / letter);
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export async function toPng(picture: { svg: string; width: number; height: number }, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('The browser made no picture.')))));
}

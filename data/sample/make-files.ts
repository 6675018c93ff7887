/**
 * Draws the sample park's marks and writes its data sheet: `node data/sample/make-files.ts`. What comes out is
 * kept beside it, so that nothing is drawn at the start.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];
/** Colour at a point; both coordinates run from -1 to 1. Nothing is paper. */
type Mark = (x: number, y: number) => Colour | undefined;

const size = 192;
/** Points asked in each direction of a pixel, for smooth edges. */
const fine = 4;

const hex = (text: string): Colour => [0, 2, 4].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) as unknown as Colour;
const disc = (x: number, y: number, r: number, cx = 0, cy = 0) => (x - cx) ** 2 + (y - cy) ** 2 <= r * r;
const ring = (x: number, y: number, outer: number, inner: number, cx = 0, cy = 0) =>
  disc(x, y, outer, cx, cy) && !disc(x, y, inner, cx, cy);
const hexagon = (x: number, y: number, r: number, cx = 0, cy = 0) => {
  const [a, b] = [Math.abs(x - cx), Math.abs(y - cy)];
  return a <= r * 0.866 && a * 0.577 + b <= r;
};
const box = (x: number, y: number, left: number, top: number, right: number, bottom: number) =>
  x >= left && x <= right && y >= top && y <= bottom;

const marks: Record<string, Mark> = {
  'jade-river-park': (x, y) => {
    if (!disc(x, y, 0.9)) return undefined;
    return Math.abs(y - 0.25 * Math.sin(3.2 * x)) < 0.14 || Math.abs(y - 0.45 - 0.2 * Math.sin(3.2 * x + 0.6)) < 0.07 ? hex('ffffff') : hex('1f7a5c');
  },
  chengyuan: (x, y) => {
    for (const [level, colour] of [[-0.5, '0f4c81'], [0, '2f80c2'], [0.5, '8cc0e8']] as const)
      if (box(x, y, -0.75, level - 0.18, 0.75, level + 0.18)) return hex(colour);
    return undefined;
  },
  shuoqiao: (x, y) => {
    if (disc(x, y, 0.34, -0.45, 0.2) || disc(x, y, 0.34, 0.45, 0.2)) return hex('0aa5a0');
    return ring(x, y, 0.85, 0.68) && y < 0.2 ? hex('0b5563') : undefined;
  },
  lingchuan: (x, y) => {
    // The straight sides touch the disc where they meet it: its centre lies 1.1 below the tip.
    const [r, tip, centre] = [0.62, -0.9, 0.2];
    const slope = r / Math.sqrt((centre - tip) ** 2 - r * r);
    const joint = centre - r * (r / (centre - tip));
    if (!((y > tip && y < joint && Math.abs(x) < (y - tip) * slope) || disc(x, y, r, 0, centre))) return undefined;
    return Math.abs(y - 0.15) < 0.07 || Math.abs(y - 0.48) < 0.07 ? hex('ffffff') : hex('1976b8');
  },
  yaoqi: (x, y) => {
    if (!hexagon(x, y, 0.92)) return undefined;
    return hexagon(x, y, 0.62) && !hexagon(x, y, 0.4) ? hex('ffd166') : hex('3a2e6e');
  },
  yanshi: (x, y) => {
    if (ring(x, y, 0.88, 0.7)) return hex('333f48');
    if (disc(x, y, 0.34)) return hex('e4572e');
    return Math.abs(x) < 0.05 && Math.abs(y) < 0.66 ? hex('333f48') : undefined;
  },
  yingzhou: (x, y) => {
    for (let arm = 0; arm < 6; arm++) {
      const angle = (arm * Math.PI) / 3;
      if (ring(x, y, 0.26, 0.16, 0.62 * Math.cos(angle), 0.62 * Math.sin(angle))) return hex('f2a104');
    }
    return disc(x, y, 0.3) ? hex('24434f') : undefined;
  },
  lanxu: (x, y) => {
    for (const [cx, cy, r] of [[-0.62, 0.62, 0.26], [-0.2, -0.3, 0.22], [0.6, -0.62, 0.18]] as const)
      if (disc(x, y, r, cx, cy)) return disc(x, y, r * 0.45, cx, cy) ? hex('ffffff') : hex('c2185b');
    const links = [[-0.62, 0.62, -0.2, -0.3], [-0.2, -0.3, 0.6, -0.62]] as const;
    return links.some(([ax, ay, bx, by]) => {
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      return disc(x, y, 0.1, ax + along * dx, ay + along * dy);
    })
      ? hex('7a1040')
      : undefined;
  },
  feldkirchner: (x, y) => {
    const cells = [[0, -0.5], [-0.43, 0.25], [0.43, 0.25]] as const;
    const found = cells.findIndex(([cx, cy]) => hexagon(x, y, 0.47, cx, cy));
    return found < 0 ? undefined : hex(['e0b000', '7d8c1f', '4a5320'][found]!);
  },
  lindhorst: (x, y) => {
    const beat = 0.55 * Math.sin(9 * x) * Math.exp(-3 * x * x);
    if (Math.abs(y - beat) < 0.09 && Math.abs(x) < 0.92) return hex('b3261e');
    return box(x, y, -0.92, 0.78, 0.92, 0.9) || box(x, y, -0.92, -0.9, 0.92, -0.78) ? hex('3c3c3c') : undefined;
  },
  'murgia-verde': (x, y) => {
    const [u, v] = [(x + y) / Math.SQRT2, (y - x) / Math.SQRT2];
    if ((u / 0.55) ** 2 + (v / 0.82) ** 2 <= 1) return Math.abs(u) < 0.04 && v < 0.5 ? hex('f4f1de') : hex('5b7f2b');
    return undefined;
  },
  saeon: (x, y) => {
    if (!box(x, y, -0.85, -0.85, 0.85, 0.85)) return undefined;
    const wave = 0.12 * Math.sin(8 * y);
    return Math.abs(x - wave) < 0.07 || Math.abs(x - wave - 0.4) < 0.05 || Math.abs(x - wave + 0.4) < 0.05 ? hex('ffffff') : hex('00838f');
  },
  garonne: (x, y) => {
    if (!((x / 0.92) ** 2 + (y / 0.6) ** 2 <= 1)) return undefined;
    return Math.abs(((x + y) * 5) % 1) < 0.22 || Math.abs(((x - y) * 5) % 1) < 0.22 ? hex('9aa5b1') : hex('1d2a3a');
  },
  fenland: (x, y) => {
    if (y > -0.7 && y < 0.6 && Math.abs(x) < (y + 0.7) * 0.58) return hex('4527a0');
    const rays = [['e53935', -0.1], ['fb8c00', 0.05], ['43a047', 0.2]] as const;
    for (const [colour, offset] of rays) if (x > 0.2 && x < 0.95 && Math.abs(y - offset - 0.25 * (x - 0.2)) < 0.06) return hex(colour);
    return undefined;
  },
};

function png(mark: Mark): Buffer {
  const rows: Buffer[] = [];
  for (let row = 0; row < size; row++) {
    const line = Buffer.alloc(1 + size * 4);
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0];
      let inside = 0;
      for (let step = 0; step < fine * fine; step++) {
        const x = ((column + ((step % fine) + 0.5) / fine) / size) * 2 - 1;
        const y = ((row + (Math.floor(step / fine) + 0.5) / fine) / size) * 2 - 1;
        const colour = mark(x, y);
        if (!colour) continue;
        inside++;
        for (const channel of [0, 1, 2]) sum[channel]! += colour[channel]!;
      }
      const at = 1 + column * 4;
      for (const channel of [0, 1, 2]) line[at + channel] = inside ? Math.round(sum[channel]! / inside) : 255;
      line[at + 3] = Math.round((255 * inside) / (fine * fine));
    }
    rows.push(line);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  // Eight bits a channel, red green blue and opacity.
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), bytes]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(bytes.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** One page of lines in a typeface that every reader of PDF brings along. */
function pdf(title: string, lines: readonly string[]): Buffer {
  const safe = (text: string) => text.replace(/[\\()]/g, (letter) => `\\${letter}`);
  const content = `BT /F2 16 Tf 56 780 Td (${safe(title)}) Tj /F1 10.5 Tf 0 -30 Td 16 TL\n${lines
    .map((line) => `(${safe(line)}) Tj T*`)
    .join('\n')}\nET`;
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents 6 0 R >>',
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Title (${safe(title)}) >>`,
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((body, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places
    .map((place) => `${String(place).padStart(10, '0')} 00000 n \n`)
    .join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const folder = import.meta.dirname;
for (const [name, mark] of Object.entries(marks)) writeFileSync(join(folder, 'logos', `${name}.png`), png(mark));
writeFileSync(
  join(folder, 'files/ceramic-membrane-data-sheet.pdf'),
  pdf('Flat silicon-carbide membrane LC-40', [
    'Lingchuan Water Treatment Technology Co., Ltd. (fictional company of the Causeway sample park)',
    '',
    'Element size: 1,000 x 150 x 6 mm, filtering area 0.30 square metres',
    'Nominal pore size: 40 nm',
    'Pure-water flux: 1,200 litres per square metre and hour at 1 bar, 20 degrees',
    'Operating pressure (suction): 5 to 40 kPa',
    'pH range: 0 to 14; ozone up to 25 mg per litre',
    'Highest temperature: 80 degrees in operation, 95 degrees in cleaning',
    'Turbidity of the filtrate: below 0.2 NTU',
    '',
    'Dyeing effluent, 5,000 cubic metres a day, mean of 36 months',
    'Net flux: 62 litres per square metre and hour',
    'Chemical cleaning: every 120 days with 1 per cent sodium hydroxide at 60 degrees',
    'Electricity: 0.62 kWh per cubic metre, catalytic ozonation included',
    'Elements replaced: none',
  ]),
);

// A file of named typed arrays: a JSON directory, then the arrays, each at a multiple of eight bytes, so that a loaded
// file is used where it lies. Little-endian, as every machine that Node runs on.

const kinds = { Int8Array, Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array };
export type Section = Int8Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

interface Directory {
  format: string;
  about: Record<string, string | number>;
  sections: Record<string, { kind: keyof typeof kinds; offset: number; length: number }>;
}

const align = (size: number): number => Math.ceil(size / 8) * 8;

/** `format` names what it is and its version; `about` is small facts kept beside the arrays. */
export function pack(
  format: string,
  about: Record<string, string | number>,
  sections: Record<string, Section>,
): Uint8Array<ArrayBuffer> {
  const directory: Directory = { format, about, sections: {} };
  let offset = 0;
  for (const [name, section] of Object.entries(sections)) {
    const kind = section.constructor.name as keyof typeof kinds;
    directory.sections[name] = { kind, offset, length: section.length };
    offset += align(section.byteLength);
  }
  const head = new TextEncoder().encode(JSON.stringify(directory));
  const start = align(4 + head.length);
  const bytes = new Uint8Array(start + offset);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  for (const [name, section] of Object.entries(sections)) {
    const view = new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
    bytes.set(view, start + directory.sections[name]!.offset);
  }
  return bytes;
}

export interface Unpacked {
  about: Record<string, string | number>;
  get<Kind extends Section>(name: string, kind: abstract new (...values: never[]) => Kind): Kind;
}

/** Undefined where the bytes are not a whole file of this format. */
export function unpack(format: string, buffer: ArrayBuffer): Unpacked | undefined {
  let directory: Directory;
  let start: number;
  try {
    const size = new DataView(buffer).getUint32(0, true);
    directory = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size))) as Directory;
    start = align(4 + size);
    if (directory.format !== format) return undefined;
    for (const { kind, offset, length } of Object.values(directory.sections))
      if (start + offset + length * kinds[kind].BYTES_PER_ELEMENT > buffer.byteLength) return undefined;
  } catch {
    return undefined;
  }
  return {
    about: directory.about,
    get<Kind extends Section>(name: string): Kind {
      const { kind, offset, length } = directory.sections[name]!;
      return new kinds[kind](buffer, start + offset, length) as unknown as Kind;
    },
  };
}

/** Strings as one block of UTF-8, a line each. */
export const encodeLines = (lines: Iterable<string>): Uint8Array =>
  new TextEncoder().encode(Array.from(lines, (line) => line.replaceAll('\n', ' ')).join('\n'));

export function decodeLines(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes);
  return text === '' ? [] : text.split('\n');
}

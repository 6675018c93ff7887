import { describe, expect, it, vi } from 'vitest';
import { world } from '../../test/world.ts';
import { sample } from './sample.ts';

const { context } = await world();

async function run(): Promise<{ code: number; said: string; closed: boolean }> {
  let closed = false;
  const said: string[] = [];
  const writing = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((words) => said.push(String(words)) > 0);
  try {
    const close = async () => {
      closed = true;
    };
    return { code: await sample(async () => ({ context, close })).run([]), said: said.join(''), closed };
  } finally {
    writing.mockRestore();
  }
}

describe('causeway sample', () => {
  it('fills an empty park and says with what; a second time it says why not, and exits 1', async () => {
    expect(await run()).toEqual({
      code: 0,
      said: 'Loaded the sample park: 1 source, 33 places, 48 organisations, 16 people, 65 presences, 24 relations, 64 offers and requests, 3 reviews, 5 expressions of interest.\n',
      closed: true,
    });
    expect(await run()).toEqual({
      code: 1,
      said: 'The sample park is loaded into an empty park only; this one has records.\n',
      closed: true,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../pipeline/network/onnx/graph.ts';
import { openSession, versionOf, type Provider } from '../../../../pipeline/network/onnx/session.ts';

function doubling(): Uint8Array {
  const graph = new Graph();
  const given = graph.input('given', [3]);
  graph.output('twice', graph.node('Add', [given, given], given.shape));
  graph.output('square', graph.node('Mul', [given, given], given.shape));
  return graph.build();
}

describe.each(['cpu', 'wasm'] satisfies Provider[])('a session on %s', (provider) => {
  it('computes all outputs, or only those wanted into memory that is given', async () => {
    const session = await openSession(doubling(), { provider });
    const given = session.tensor('float32', Float32Array.of(1, 2, 3), [3]);
    const all = await session.run({ given });
    expect([...all['twice']!.data as Float32Array, ...all['square']!.data as Float32Array]).toEqual([2, 4, 6, 1, 4, 9]);
    const memory = new Float32Array(3);
    const some = await session.run({ given }, { twice: session.tensor('float32', memory, [3]) });
    expect(Object.keys(some)).toEqual(['twice']);
    expect([...memory]).toEqual([2, 4, 6]);
    await session.release();
  });
});

it('names the library and its version', () => {
  expect(versionOf('webgpu')).toMatch(/^onnxruntime-node \d+\.\d+\.\d+, webgpu$/);
  expect(versionOf('wasm')).toMatch(/^onnxruntime-web \d+\.\d+\.\d+, wasm$/);
});

it('leaves the arithmetic of its thread as it was', async () => {
  const session = await openSession(doubling());
  // The bits of numbers too small for a full mantissa: as numbers a processor might flush them to 0 on their way.
  const small = Uint32Array.of(1, 1000, 0x3fffff);
  const { twice } = await session.run({ given: session.tensor('float32', new Float32Array(small.buffer), [3]) });
  await session.release();
  expect([...new Uint32Array((twice!.data as Float32Array).slice().buffer)]).toEqual([2, 2000, 0x7ffffe]);
  expect(Number.MIN_VALUE * 4 / 2 > 0).toBe(true);
});

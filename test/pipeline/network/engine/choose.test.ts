import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { chooseEngine, examineHere, explainEngines, wantedEngine, type Examine, type Verdict } from '../../../../pipeline/network/engine/choose.ts';
import type { EngineName } from '../../../../pipeline/network/engine/engine.ts';
import { reasonOf } from '../../../../pipeline/network/engine/reason.ts';

/** A machine of which `fits` is known; everything else does not fit. */
const machine = (fits: Partial<Record<EngineName, Verdict>>): Examine => async (name) => fits[name] ?? { fit: 'no', why: `${name} is missing` };
const yes: Verdict = { fit: 'yes', why: 'it works' };
const byHand: Verdict = { fit: 'by hand', why: 'it is slow' };

describe('by itself', () => {
  it.each<[EngineName, Partial<Record<EngineName, Verdict>>]>([
    ['cpu', { cpu: yes, wasm: yes }],
    ['webgpu', { cpu: yes, wasm: yes, webgpu: yes, cuda: yes }],
    ['cpu', { cpu: yes, wasm: yes, webgpu: byHand, cuda: byHand }],
    ['wasm', { wasm: yes }],
  ])('takes %s of %j', async (name, fits) => {
    expect((await chooseEngine(null, machine(fits))).name).toBe(name);
  });

  it('says why it falls back to WebAssembly, in one line', async () => {
    expect(await chooseEngine(null, machine({ wasm: yes }))).toMatchObject({ why: 'it works, and onnxruntime-node cannot be used here: cpu is missing' });
  });

  it('knows which library computes', async () => {
    expect((await chooseEngine(null, machine({ cpu: yes }))).version).toMatch(/^onnxruntime-node \S+, cpu$/);
  });

  it('says so where nothing can train', async () => {
    await expect(chooseEngine(null, machine({}))).rejects.toThrow(Problem);
  });
});

describe('by hand', () => {
  it('takes what works, software or not', async () => {
    expect((await chooseEngine('webgpu', machine({ cpu: yes, webgpu: byHand }))).name).toBe('webgpu');
    expect((await chooseEngine('wasm', machine({ cpu: yes, wasm: yes }))).name).toBe('wasm');
  });

  it('says in a sentence why something cannot be taken', async () => {
    await expect(chooseEngine('cuda', machine({ cpu: yes }))).rejects.toThrow('GALLERY_ENGINE asks for cuda, which cannot be used because cuda is missing; set it to another engine or leave it out.');
  });

  it('reads the setting', () => {
    expect([undefined, '', 'auto', 'cpu', 'tensorflow'].map(wantedEngine)).toEqual([null, null, null, 'cpu', 'tensorflow']);
    expect(() => wantedEngine('gpu')).toThrow(new Problem('GALLERY_ENGINE is “gpu”, but there is no such engine; set it to auto, cpu, webgpu, cuda, wasm or tensorflow, or leave it out.'));
  });
});

describe('the explanation', () => {
  it('names every engine once, with a reason', async () => {
    expect(await explainEngines(null, machine({ cpu: yes, wasm: yes, webgpu: byHand }))).toEqual([
      'Trains and embeds with cpu, because it works',
      '  not with webgpu, because it is slow; GALLERY_ENGINE=webgpu uses it anyway',
      '  not with cuda, because cuda is missing',
      '  not with wasm, because cpu is preferred; GALLERY_ENGINE=wasm uses it anyway',
      '  not with tensorflow, because tensorflow is missing',
    ]);
  });

  it('goes on where the wanted engine cannot be used', async () => {
    const lines = await explainEngines('cuda', machine({ cpu: yes }));
    expect(lines[0]).toMatch(/^GALLERY_ENGINE asks for cuda, which cannot be used because cuda is missing/);
    expect(lines).toHaveLength(5);
  });
});

it('examines this machine', async () => {
  expect(await examineHere('cpu', false)).toEqual({ fit: 'yes', why: 'onnxruntime-node computes on the processor' });
  expect(await examineHere('cuda', false)).toMatchObject({ fit: 'by hand' });
});

it('takes the reason out of what libraries say', () => {
  expect(reasonOf(new Error('/onnxruntime_src/a/b.cc:136 void f(int)::<lambda()> x.status == Success was false. Failed to get an adapter.\n\n'))).toBe('Failed to get an adapter');
  expect(reasonOf(new Error('\nno library: '))).toBe('no library');
});

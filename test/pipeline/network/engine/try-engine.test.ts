import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseEngine, examineHere } from '../../../../pipeline/network/engine/choose.ts';
import { tryEngine } from '../../../../pipeline/network/engine/try-engine.ts';

/** The software Vulkan driver inside Debian's chromium package, with the Vulkan loader beside it. */
const CHROMIUM = '/usr/lib/chromium';
const present = process.platform === 'linux' && existsSync(`${CHROMIUM}/vk_swiftshader_icd.json`);

afterEach(() => { vi.unstubAllEnvs(); });

it('says in words why a provider cannot be used', async () => {
  const { mistake } = await tryEngine('cuda');
  expect(mistake).toMatch(/\w+ \w+/);
  expect(mistake).not.toContain('\n');
});

describe.skipIf(!present)(`webgpu on SwiftShader${present ? '' : `: skipped, because ${CHROMIUM}/vk_swiftshader_icd.json is not there`}`, () => {
  const withSwiftShader = (): void => {
    vi.stubEnv('VK_DRIVER_FILES', `${CHROMIUM}/vk_swiftshader_icd.json`);
    vi.stubEnv('LD_LIBRARY_PATH', CHROMIUM);
  };

  it('trains a small network with the right gradients, and is recognised as software', async () => {
    withSwiftShader();
    expect(await tryEngine('webgpu')).toEqual({ mistake: null, softwareRenderer: 'SwiftShader' });
  });

  it('is taken by hand, never by itself', async () => {
    withSwiftShader();
    const verdict = await examineHere('webgpu', false);
    expect(verdict).toMatchObject({ fit: 'by hand', why: expect.stringContaining('SwiftShader') });
    const examine = async (name: string) => name === 'webgpu' ? verdict : name === 'cpu' ? { fit: 'yes' as const, why: '' } : { fit: 'no' as const, why: '' };
    expect((await chooseEngine(null, examine)).name).toBe('cpu');
    expect((await chooseEngine('webgpu', examine)).name).toBe('webgpu');
  });
});

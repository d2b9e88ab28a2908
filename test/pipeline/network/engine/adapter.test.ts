import { describe, expect, it } from 'vitest';
import { mayHaveAdapter, softwareRenderer, tracesOfThisProcess } from '../../../../pipeline/network/engine/adapter.ts';

const linux = (libraries: string[], files: string[] = []) => softwareRenderer({ platform: 'linux', libraries, files });
const windows = (...libraries: string[]) => softwareRenderer({ platform: 'win32', libraries, files: [] });

describe('an adapter is software', () => {
  it('where no device is open, and goes by the name of its library', () => {
    expect(linux(['/usr/lib/chromium/libvk_swiftshader.so'])).toBe('SwiftShader');
    expect(linux(['/usr/lib/x86_64-linux-gnu/libvulkan_lvp.so'], ['/dev/null'])).toBe('llvmpipe');
    expect(linux(['/usr/lib/libvulkan_unheard_of.so'])).toBe('a software renderer');
  });

  it('where Windows has no driver of a vendor', () => {
    expect(windows('C:\\Windows\\System32\\d3d12.dll', 'C:\\Windows\\System32\\d3d10warp.dll')).toBe('WARP');
  });
});

describe('an adapter is hardware', () => {
  it.each(['/dev/dri/renderD128', '/dev/nvidia0', '/dev/dxg', '/dev/kgsl-3d0', '/dev/mali0'])('where %s is open, even beside a software renderer', (device) => {
    expect(linux(['/usr/lib/libvulkan_radeon.so', '/usr/lib/libvulkan_lvp.so'], ['/dev/null', device])).toBe(null);
  });

  it('where a driver of a vendor is loaded on Windows, and always on a Mac', () => {
    expect(windows('C:\\Windows\\System32\\DriverStore\\FileRepository\\nv_dispi.inf_amd64_1\\nvwgf2umx.dll', 'C:\\Windows\\System32\\d3d10warp.dll')).toBe(null);
    expect(softwareRenderer({ platform: 'darwin', libraries: [], files: [] })).toBe(null);
  });
});

it('sees what this process has loaded and open', () => {
  const { platform, libraries, files } = tracesOfThisProcess();
  expect(platform).toBe(process.platform);
  expect(libraries.length).toBeGreaterThan(0);
  if (platform === 'linux') expect(files.some((file) => file.length > 0)).toBe(true);
});

it('looks for an adapter wherever somebody names a driver', () => {
  expect(mayHaveAdapter({ VK_DRIVER_FILES: '/some.json' })).toBe(true);
});

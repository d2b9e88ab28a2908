/**
 * Whether a graphics adapter is a real one. onnxruntime does not say which adapter its WebGPU provider took, so the process that used it is
 * looked at: a driver of hardware holds its device open, and on Windows comes from the driver store. Where hardware and a software renderer
 * are both there, WebGPU's implementation (Dawn) takes the hardware.
 */
import { readdirSync, readlinkSync } from 'node:fs';

/** What a process has in use. */
interface Traces {
  platform: NodeJS.Platform;
  /** Paths of the libraries that are loaded. */
  libraries: readonly string[];
  /** Paths of the files that are open; known on Linux only. */
  files: readonly string[];
}

/** Names of well-known software renderers, in the file names of their libraries. */
const RENDERERS: readonly (readonly [RegExp, string])[] = [[/swiftshader/i, 'SwiftShader'], [/vulkan_lvp|llvmpipe/i, 'llvmpipe'], [/d3d10warp/i, 'WARP']];

/** Devices of graphics hardware on Linux: most vendors', NVIDIA's, Windows' below WSL, and those of phone chips. */
const DEVICE = /^\/dev\/(dri\/|nvidia\d|dxg$|kgsl|mali)/;

/** What this process has in use now. */
export function tracesOfThisProcess(): Traces {
  const report = process.report.getReport() as { sharedObjects?: string[] };
  return { platform: process.platform, libraries: report.sharedObjects ?? [], files: process.platform === 'linux' ? openFiles() : [] };
}

/** The name of the software renderer that computed, or null where hardware did. */
export function softwareRenderer({ platform, libraries, files }: Traces): string | null {
  if (platform === 'darwin') return null; // Metal has no software renderer.
  const hardware = platform === 'linux' ? files.some((file) => DEVICE.test(file)) : libraries.some((library) => /\\DriverStore\\/i.test(library));
  if (hardware) return null;
  return RENDERERS.find(([pattern]) => libraries.some((library) => pattern.test(library)))?.[1] ?? 'a software renderer';
}

/** Whether looking for an adapter is worth its time: on Linux, whether there is a device, or somebody named a driver. */
export function mayHaveAdapter(environment: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux' || environment['VK_DRIVER_FILES'] || environment['VK_ICD_FILENAMES']) return true;
  return [...namesIn('/dev'), ...namesIn('/dev/dri')].some((file) => DEVICE.test(file));
}

function openFiles(): string[] {
  return namesIn('/proc/self/fd').map((link) => {
    try {
      return readlinkSync(link);
    } catch {
      return ''; // Closed in the meantime, as the folder's own handle is.
    }
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

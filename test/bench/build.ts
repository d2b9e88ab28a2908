/** Times a cold and a warm `npm run build` and watches the memory of all its processes together. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export async function benchBuild(): Promise<Record<string, number>> {
  const cache = await mkdtemp(path.join(tmpdir(), 'latent-gallery-bench-'));
  try {
    const cold = await measureBuild(cache);
    const warm = await measureBuild(cache);
    return {
      'cold build, seconds': cold.seconds, 'cold build, peak memory in MB': cold.peak,
      'warm build, seconds': warm.seconds, 'warm build, peak memory in MB': warm.peak,
    };
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

export async function measureBuild(cache: string): Promise<{ seconds: number; peak: number }> {
  const start = performance.now();
  const child = spawn('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, GALLERY_CACHE: cache } });
  let peak = 0;
  const watch = setInterval(() => void memoryOf(child.pid!).then((bytes) => { peak = Math.max(peak, bytes); }), 500);
  const status = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error('npm run build failed; run it by hand to see why.');
  return { seconds: (performance.now() - start) / 1000, peak: peak / 2 ** 20 };
}

/** Resident bytes of a process and all below it, from Linux's /proc. Shared pages count once for each process. */
async function memoryOf(top: number): Promise<number> {
  const parents = new Map<number, { parent: number; resident: number }>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length > 21) parents.set(Number(name), { parent: Number(fields[1]), resident: Number(fields[21]) * 4096 });
  }
  const below = (id: number): boolean => {
    for (let at = id; at > 1; at = parents.get(at)?.parent ?? 0) if (at === top) return true;
    return false;
  };
  return [...parents].reduce((sum, [id, { resident }]) => sum + (below(id) ? resident : 0), 0);
}

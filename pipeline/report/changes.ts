/** What came, went and changed among a collection's pictures since it was last published. */
import type { Notice } from './notice.ts';

/** The hash of each picture's bytes by its file's name. */
export type KnownPictures = Readonly<Record<string, string>>;

interface Changes {
  added: string[];
  /** Same name, other bytes. */
  modified: string[];
  removed: string[];
  /** Same bytes under a name that was not there. */
  renamed: { from: string; to: string }[];
}

export function changesBetween(former: KnownPictures, now: KnownPictures): Changes {
  const gone = Object.keys(former).filter((file) => !Object.hasOwn(now, file));
  const fresh = Object.keys(now).filter((file) => !Object.hasOwn(former, file));
  const byHash = new Map<string, string[]>();
  for (const file of gone) byHash.set(former[file]!, [...byHash.get(former[file]!) ?? [], file]);
  const renamed = fresh.flatMap((to) => {
    const from = byHash.get(now[to]!)?.shift();
    return from === undefined ? [] : [{ from, to }];
  });
  const moved = new Set(renamed.flatMap(({ from, to }) => [`from ${from}`, `to ${to}`]));
  return {
    added: fresh.filter((file) => !moved.has(`to ${file}`)),
    modified: Object.keys(now).filter((file) => Object.hasOwn(former, file) && former[file] !== now[file]),
    removed: gone.filter((file) => !moved.has(`from ${file}`)),
    renamed,
  };
}

/** Nothing where nothing changed. */
export function changeNotices({ added, modified, removed, renamed }: Changes): Notice[] {
  return [
    { what: 'New since the last build', names: added },
    { what: 'Changed since the last build', names: modified },
    { what: 'Gone since the last build', names: removed },
    { what: 'Renamed since the last build', names: renamed.map(({ from, to }) => `${from} → ${to}`) },
  ].filter((notice) => notice.names.length > 0);
}

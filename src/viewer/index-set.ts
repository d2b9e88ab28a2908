/** A set of items as short text that an address can hold: distances between rising indices, seven bits a byte, in base64url. */

/** Text for items that are marked 1; empty for none. */
export function packIndices(marked: Uint8Array): string {
  const bytes: number[] = [];
  let before = -1;
  marked.forEach((mark, index) => {
    if (mark !== 1) return;
    let distance = index - before - 1;
    before = index;
    while (distance > 127) {
      bytes.push(128 | (distance & 127));
      distance >>>= 7;
    }
    bytes.push(distance);
  });
  const text = bytes.reduce((all, byte) => all + String.fromCharCode(byte), '');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The marks again, one an item; null where the text is none of `packIndices` for `count` items. */
export function unpackIndices(text: string, count: number): Uint8Array | null {
  const marked = new Uint8Array(count);
  let bytes: string;
  try {
    bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
  let index = -1;
  let distance = 0;
  let shift = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes.charCodeAt(at);
    distance += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte > 127) continue;
    index += distance + 1;
    if (index >= count) return null;
    marked[index] = 1;
    distance = 0;
    shift = 0;
  }
  return index >= 0 && shift === 0 ? marked : null;
}

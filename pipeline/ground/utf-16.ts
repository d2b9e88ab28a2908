/** Text in two bytes a character, as Windows writes it. */

/** What a byte order mark says that bytes are written in, as TextDecoder calls it; null where none stands before them. */
export function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  return first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

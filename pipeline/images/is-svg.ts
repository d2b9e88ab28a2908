/** Tells SVG from other files by its first element, and writes it in the encoding that sharp knows. */
import { utf16Of } from '../ground/utf-16.ts';

/** True where the first element is `svg`, under any prefix of a namespace: behind a byte order mark, white space, remarks, instructions and a document type. */
export function isSvg(bytes: Uint8Array): boolean {
  const text = markupOf(bytes);
  return text !== null && /^<(?:[\w.-]+:)?svg(?:[\s/>]|$)/.test(text.slice(rootAt(text)));
}

/** The SVG in UTF-8, where it is in UTF-16, which libvips does not recognise; else the same bytes. */
export function plainSvg(bytes: Uint8Array): Uint8Array {
  const encoding = utf16Of(bytes);
  if (!encoding) return bytes;
  const text = new TextDecoder(encoding).decode(bytes);
  return new TextEncoder().encode(text.replace(/^(\s*<\?xml[^>]*?)\s+encoding=(?:"[^"]*"|'[^']*')/, '$1'));
}

/** Null where the first character is not that of a tag. Names of elements that matter here are ASCII: one byte a character will do. */
function markupOf(bytes: Uint8Array): string | null {
  const encoding = utf16Of(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const first = marked.findIndex((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
  return marked[first] === 0x3c ? Buffer.from(marked.buffer, marked.byteOffset, marked.byteLength).toString('latin1') : null;
}

/** Where the first element begins; the end where there is none. */
function rootAt(text: string): number {
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    if (text.startsWith('<?', at)) at = behind(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = behind(text, '-->', at);
    else if (text.startsWith('<!', at)) at = behindType(text, at);
    else return at;
  }
}

function behind(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + end.length;
}

/** A document type may hold declarations in brackets, and `>` in quotes and remarks. */
function behindType(text: string, from: number): number {
  const part = /<!--[^]*?-->|"[^"]*"|'[^']*'|[[\]>]/g;
  part.lastIndex = from;
  let inBrackets = false;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    if (match[0] === '[') inBrackets = true;
    else if (match[0] === ']') inBrackets = false;
    else if (match[0] === '>' && !inBrackets) return part.lastIndex;
  }
  return text.length;
}

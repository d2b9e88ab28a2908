/** What cameras and archivists write into the files of pictures themselves: EXIF, IPTC and XMP. Places are left alone: a home address is not published by accident. */
import ExifReader from 'exifreader';

/** All of it is text as it stands in the file, and never markup. */
export interface EmbeddedDetails {
  title?: string;
  caption?: string;
  /** When it was taken: local time, ISO 8601. */
  taken?: string;
  keywords?: string[];
}

/** Details in a picture's file, or in the first bytes of one, where they stand in most kinds; none where there are none or they are damaged. */
export function embeddedDetails(bytes: Uint8Array): EmbeddedDetails {
  const tags = tagsOf(bytes);
  if (!tags) return {};
  const { exif, iptc, xmp } = tags;
  const details = {
    title: text(iptc?.['Object Name']) ?? text(xmp?.title),
    caption: text(iptc?.['Caption/Abstract']) ?? text(xmp?.description) ?? text(exif?.ImageDescription),
    taken: isoTime(text(exif?.DateTimeOriginal) ?? text(exif?.DateTime) ?? text(xmp?.DateTimeOriginal) ?? text(xmp?.CreateDate)),
    keywords: texts(iptc?.Keywords) ?? texts(xmp?.subject),
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

interface Tag {
  description?: unknown;
  value?: unknown;
}

type Tags = Partial<Record<'exif' | 'iptc' | 'xmp', Record<string, Tag | Tag[] | undefined>>>;

function tagsOf(bytes: Uint8Array): Tags | null {
  try {
    return ExifReader.load(new Uint8Array(bytes).buffer, { expanded: true }) as unknown as Tags;
  } catch {
    return null;
  }
}

/** What cameras write where nobody wrote anything. */
const EMPTY = /^(olympus digital camera|digital camera|dcim|default|untitled|sony dsc|\[no description\])?$/i;

function text(tag: Tag | Tag[] | undefined): string | undefined {
  const given = Array.isArray(tag) ? tag[0]?.description : tag?.description;
  if (typeof given !== 'string') return undefined;
  const clean = given.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim().normalize('NFC');
  return EMPTY.test(clean) ? undefined : clean;
}

function texts(tag: Tag | Tag[] | undefined): string[] | undefined {
  const parts = Array.isArray(tag) ? tag : Array.isArray(tag?.value) ? tag.value as Tag[] : tag ? [tag] : [];
  const list = [...new Set(parts.flatMap((part) => text(part) ?? []))];
  return list.length ? list : undefined;
}

/** `2019:07:14 12:33:05`, as EXIF writes it, or ISO 8601; undefined where it is no such time: cameras without a set clock write zeros. */
export function isoTime(given: string | undefined): string | undefined {
  const match = /^(\d{4})[:-](\d{2})[:-](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(given ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`);
  if (Number.isNaN(time) || Number(year) < 1800 || new Date(time).getUTCDate() !== Number(day)) return undefined;
  return `${year}-${month}-${day}${hour ? `T${hour}:${minute}:${second ?? '00'}` : ''}`;
}

/** What cameras and archivists write into the files of pictures themselves: EXIF, IPTC and XMP. Places are left alone: a home address is not published by accident. */
import ExifReader from 'exifreader';
import { withPlainXmp } from './png-xmp.ts';

/** All of it is text as it stands in the file, and never markup. */
export interface EmbeddedDetails {
  title?: string;
  caption?: string;
  /** When it was taken: local time, ISO 8601. */
  taken?: string;
  keywords?: string[];
}

/** Details in a picture's file, or in the first bytes of one, where they stand in most kinds; none where there are none or they are damaged. */
export async function embeddedDetails(bytes: Uint8Array): Promise<EmbeddedDetails> {
  const tags = await tagsOf(bytes);
  if (!tags) return {};
  const { exif, iptc, xmp } = tags;
  const details = {
    title: text(iptc?.['Object Name']) ?? text(xmp?.title),
    caption: text(iptc?.['Caption/Abstract']) ?? text(xmp?.description) ?? text(exif?.ImageDescription),
    // When it was taken or drawn, and only then when its file was changed or made.
    taken: firstTime(text(exif?.DateTimeOriginal), text(xmp?.DateTimeOriginal), text(xmp?.DateCreated), iptcTime(iptc), text(exif?.DateTime), text(xmp?.CreateDate)),
    keywords: texts(iptc?.Keywords) ?? texts(xmp?.subject),
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

interface Tag {
  description?: unknown;
  /** The parts of a list in XMP, among them the languages of a text; of IPTC the bytes. */
  value?: unknown;
  /** Of a part in XMP. */
  attributes?: { lang?: unknown };
}

type Tags = Partial<Record<'exif' | 'iptc' | 'xmp', Record<string, Tag | Tag[] | undefined>>>;

async function tagsOf(bytes: Uint8Array): Promise<Tags | null> {
  try {
    // Only in its own time does it unpack what a PNG holds compressed; a colour profile tells nothing here.
    return await ExifReader.load(new Uint8Array(withPlainXmp(bytes)).buffer, { expanded: true, async: true, excludeTags: { icc: true } }) as unknown as Tags;
  } catch {
    return null;
  }
}

/** What cameras write where nobody wrote anything. */
const EMPTY = /^(olympus digital camera|digital camera|dcim|default|untitled|sony dsc|\[no description\])?$/i;

/** Of several languages the one that is meant for everybody, else the first. */
function text(tag: Tag | Tag[] | undefined): string | undefined {
  const parts = partsOf(tag);
  const everybody = parts.find((part) => part.attributes?.lang === 'x-default');
  for (const part of [...everybody ? [everybody] : [], ...parts]) {
    const clean = typeof part.description === 'string' ? part.description.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim().normalize('NFC') : '';
    if (!EMPTY.test(clean)) return clean;
  }
  return undefined;
}

function texts(tag: Tag | Tag[] | undefined): string[] | undefined {
  const list = [...new Set(partsOf(tag).flatMap((part) => text(part) ?? []))];
  return list.length ? list : undefined;
}

/** A list in IPTC is several tags, and in XMP the value of one. */
function partsOf(tag: Tag | Tag[] | undefined): Tag[] {
  if (!tag || Array.isArray(tag)) return tag ?? [];
  const { value } = tag;
  return Array.isArray(value) && value.every((part) => typeof part === 'object') ? value as Tag[] : [tag];
}

/** Day and time stand apart. */
function iptcTime(iptc: Tags['iptc']): string | undefined {
  const [day, time] = [text(iptc?.['Date Created']), text(iptc?.['Time Created'])];
  return day && time ? `${day}T${time}` : day;
}

/** The first that is a time. */
function firstTime(...given: (string | undefined)[]): string | undefined {
  for (const one of given) {
    const time = isoTime(one);
    if (time) return time;
  }
  return undefined;
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

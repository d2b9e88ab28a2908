import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { embeddedDetails, isoTime } from '../../../pipeline/sources/embedded-details.ts';
import { plain } from '../images/pictures.support.ts';

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The &lt;old&gt; harbour</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Seen from the quay.</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>boats</rdf:li><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const xmp = (inside: string): string => `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" rdf:about="">${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;

/** A JPEG with data sets of IPTC's second record, each with its number, as Photoshop writes them. */
async function withIptc(...sets: [number: number, text: string][]): Promise<Uint8Array> {
  const sized = (head: number[], size: number, bytes: number): Buffer => {
    const length = Buffer.alloc(bytes);
    length.writeUIntBE(size, 0, bytes);
    return Buffer.concat([Buffer.from(head), length]);
  };
  const dataSet = (record: number, number: number, data: Buffer): Buffer => Buffer.concat([sized([0x1c, record, number], data.length, 2), data]);
  const record = Buffer.concat([dataSet(1, 90, Buffer.from('\u001b%G')), ...sets.map(([number, text]) => dataSet(2, number, Buffer.from(text)))]);
  const resource = Buffer.concat([Buffer.from('Photoshop 3.0\0' + '8BIM'), sized([4, 4, 0, 0], record.length, 4), record, Buffer.alloc(record.length % 2)]);
  const jpeg = await plain(8, 8, [1, 2, 3]).jpeg().toBuffer();
  return Buffer.concat([jpeg.subarray(0, 2), sized([0xff, 0xed], resource.length + 2, 2), resource, jpeg.subarray(2)]);
}

/** A PNG with one chunk more. */
async function withChunk(type: string, keyword: string, data: Uint8Array): Promise<Uint8Array> {
  const png = await plain(8, 8, [1, 2, 3]).png().toBuffer();
  const typed = Buffer.concat([Buffer.from(`${type}${keyword}\0`, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(typed.length - 4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([png.subarray(0, 33), length, typed, check, png.subarray(33)]);
}

describe('embeddedDetails', () => {
  it.each([[['harbour']], [['harbour', 'sea']]])('reads the keywords %j of IPTC, and its title and date', async (keywords) => {
    const bytes = await withIptc([5, 'Größe'], [55, '20010203'], [60, '101112+0100'], ...keywords.map((keyword): [number, string] => [25, keyword]));
    expect(await embeddedDetails(bytes)).toEqual({ title: 'Größe', taken: '2001-02-03T10:11:12', keywords });
  });

  it.each([
    ['a date alone', [[55, '20010203']], '2001-02-03'], ['no date', [[55, '00000000'], [60, '101112+0100']], undefined],
  ] as [string, [number, string][], string | undefined][])('takes %s from IPTC', async (_, sets, taken) => {
    expect((await embeddedDetails(await withIptc(...sets))).taken).toBe(taken);
  });

  it('takes the date that Photoshop was told, before that of the last change', async () => {
    const dated = plain(8, 8, [1, 2, 3]).withXmp(xmp('<photoshop:DateCreated>1999-01-02T10:00:00</photoshop:DateCreated>'));
    expect(await embeddedDetails(await dated.clone().jpeg().toBuffer())).toEqual({ taken: '1999-01-02T10:00:00' });
    expect(await embeddedDetails(await dated.clone().withExif({ IFD0: { DateTime: '2020:01:01 00:00:00' } }).jpeg().toBuffer())).toEqual({ taken: '1999-01-02T10:00:00' });
    expect(await embeddedDetails(await dated.clone().withExif({ IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } }).jpeg().toBuffer())).toEqual({ taken: '1999-01-02T10:00:00' });
  });

  it.each([
    ['the default one', '<rdf:li xml:lang="en">Harbour</rdf:li><rdf:li xml:lang="x-default">Hafen</rdf:li>', 'Hafen'],
    ['else the first', '<rdf:li xml:lang="en">Harbour</rdf:li><rdf:li xml:lang="de">Hafen</rdf:li>', 'Harbour'],
    ['the first that says anything', '<rdf:li xml:lang="x-default"> </rdf:li><rdf:li xml:lang="de">Hafen</rdf:li>', 'Hafen'],
  ])('takes of a title in several languages %s', async (_, languages, title) => {
    const bytes = await plain(8, 8, [1, 2, 3]).withXmp(xmp(`<dc:title><rdf:Alt>${languages}</rdf:Alt></dc:title><dc:subject><rdf:Bag><rdf:li>one</rdf:li></rdf:Bag></dc:subject>`)).jpeg().toBuffer();
    expect(await embeddedDetails(bytes)).toEqual({ title, keywords: ['one'] });
  });

  it('reads XMP and IPTC that a PNG holds compressed', async () => {
    const hex = Buffer.from(XMP).toString('hex').replace(/.{72}/g, '$&\n');
    const expected = { title: 'The <old> harbour', caption: 'Seen from the quay.', keywords: ['boats', 'sea'] };
    for (const [type, keyword, data] of [
      ['iTXt', 'XML:com.adobe.xmp', Buffer.concat([Buffer.from([0, 0, 0, 0]), Buffer.from(XMP)])],
      ['iTXt', 'XML:com.adobe.xmp', Buffer.concat([Buffer.from([1, 0, 0, 0]), deflateSync(XMP)])],
      ['zTXt', 'XML:com.adobe.xmp', Buffer.concat([Buffer.from([0]), deflateSync(XMP)])],
      ['zTXt', 'Raw profile type xmp', Buffer.concat([Buffer.from([0]), deflateSync(`\nxmp\n    ${XMP.length}\n${hex}\n`)])],
    ] as const) expect(await embeddedDetails(await withChunk(type, keyword, data)), `${type} ${keyword}`).toEqual(expected);
    const keyword = Buffer.concat([Buffer.from([0x1c, 2, 25, 0, 3]), Buffer.from('sea')]);
    const block = Buffer.concat([Buffer.from('8BIM'), Buffer.from([4, 4, 0, 0, 0, 0, 0, keyword.length]), keyword]);
    const profile = deflateSync(`\niptc\n    ${block.length}\n${block.toString('hex')}\n`);
    expect(await embeddedDetails(await withChunk('zTXt', 'Raw profile type iptc', Buffer.concat([Buffer.from([0]), profile])))).toEqual({ keywords: ['sea'] });
    for (const damaged of [Buffer.from([1, 0, 0, 0, 9, 9]), Buffer.from([1, 0]), Buffer.alloc(0)]) {
      expect(await embeddedDetails(await withChunk('iTXt', 'XML:com.adobe.xmp', damaged))).toEqual({});
    }
  });

  it.each(['jpeg', 'webp'] as const)('reads EXIF and XMP of a %s', async (format) => {
    const bytes = await plain(8, 8, [1, 2, 3]).withExif({ IFD0: { ImageDescription: 'unused' }, IFD2: { DateTimeOriginal: '2019:07:14 12:33:05' } }).withXmp(XMP).toFormat(format).toBuffer();
    expect(await embeddedDetails(bytes)).toEqual({ title: 'The <old> harbour', caption: 'Seen from the quay.', taken: '2019-07-14T12:33:05', keywords: ['boats', 'sea'] });
  });

  it('takes the description of EXIF where there is no better one, and nothing that a camera wrote by itself', async () => {
    const described = (ImageDescription: string) => plain(8, 8, [1, 2, 3]).withExif({ IFD0: { ImageDescription } }).jpeg().toBuffer();
    expect(await embeddedDetails(await described('A boat'))).toEqual({ caption: 'A boat' });
    expect(await embeddedDetails(await described('OLYMPUS DIGITAL CAMERA'))).toEqual({});
  });

  it('never tells of places', async () => {
    const bytes = await plain(8, 8, [1, 2, 3]).withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } }).jpeg().toBuffer();
    expect(await embeddedDetails(bytes)).toEqual({});
  });

  it('finds nothing in what is no picture, or cut off', async () => {
    expect(await embeddedDetails(new Uint8Array(0))).toEqual({});
    expect(await embeddedDetails(new TextEncoder().encode('no picture'))).toEqual({});
    const whole = await plain(8, 8, [1, 2, 3]).withXmp(XMP).jpeg().toBuffer();
    for (const length of [3, 30, 200, 400]) await expect(embeddedDetails(whole.subarray(0, length))).resolves.toBeTypeOf('object');
  });
});

it.each([
  ['2019:07:14 12:33:05', '2019-07-14T12:33:05'], ['2019-07-14', '2019-07-14'], ['2019-07-14T12:33Z', '2019-07-14T12:33:00'],
  ['0000:00:00 00:00:00', undefined], ['2019:02:30 10:00:00', undefined], ['2019:13:01', undefined], ['yesterday', undefined], [undefined, undefined],
])('isoTime of %s is %s', (given, expected) => {
  expect(isoTime(given)).toBe(expected);
});

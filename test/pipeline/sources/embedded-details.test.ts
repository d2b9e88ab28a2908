import { describe, expect, it } from 'vitest';
import { embeddedDetails, isoTime } from '../../../pipeline/sources/embedded-details.ts';
import { plain } from '../images/pictures.support.ts';

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The &lt;old&gt; harbour</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Seen from the quay.</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>boats</rdf:li><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

describe('embeddedDetails', () => {
  it.each(['jpeg', 'webp'] as const)('reads EXIF and XMP of a %s', async (format) => {
    const bytes = await plain(8, 8, [1, 2, 3]).withExif({ IFD0: { ImageDescription: 'unused' }, IFD2: { DateTimeOriginal: '2019:07:14 12:33:05' } }).withXmp(XMP).toFormat(format).toBuffer();
    expect(embeddedDetails(bytes)).toEqual({ title: 'The <old> harbour', caption: 'Seen from the quay.', taken: '2019-07-14T12:33:05', keywords: ['boats', 'sea'] });
  });

  it('takes the description of EXIF where there is no better one, and nothing that a camera wrote by itself', async () => {
    const described = (ImageDescription: string) => plain(8, 8, [1, 2, 3]).withExif({ IFD0: { ImageDescription } }).jpeg().toBuffer();
    expect(embeddedDetails(await described('A boat'))).toEqual({ caption: 'A boat' });
    expect(embeddedDetails(await described('OLYMPUS DIGITAL CAMERA'))).toEqual({});
  });

  it('never tells of places', async () => {
    const bytes = await plain(8, 8, [1, 2, 3]).withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } }).jpeg().toBuffer();
    expect(embeddedDetails(bytes)).toEqual({});
  });

  it('finds nothing in what is no picture, or cut off', async () => {
    expect(embeddedDetails(new Uint8Array(0))).toEqual({});
    expect(embeddedDetails(new TextEncoder().encode('no picture'))).toEqual({});
    const whole = await plain(8, 8, [1, 2, 3]).withXmp(XMP).jpeg().toBuffer();
    for (const length of [3, 30, 200, 400]) expect(() => embeddedDetails(whole.subarray(0, length))).not.toThrow();
  });
});

it.each([
  ['2019:07:14 12:33:05', '2019-07-14T12:33:05'], ['2019-07-14', '2019-07-14'], ['2019-07-14T12:33Z', '2019-07-14T12:33:00'],
  ['0000:00:00 00:00:00', undefined], ['2019:02:30 10:00:00', undefined], ['2019:13:01', undefined], ['yesterday', undefined], [undefined, undefined],
])('isoTime of %s is %s', (given, expected) => {
  expect(isoTime(given)).toBe(expected);
});

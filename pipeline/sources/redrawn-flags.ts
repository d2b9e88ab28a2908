/**
 * Flags whose drawing is taken from `world-countries`, because the one of `svg-country-flags` is wrong or out of date.
 * Found by rendering both packages side by side. Where the two merely differ in shade, the drawing stays.
 */
export const redrawnFlags: Readonly<Record<string, string>> = {
  AF: 'the flag flown since 2021',
  BZ: 'the drawing and blue standardised in 2019',
  HN: 'the turquoise blue required since 2022',
  MR: 'the red bars added in 2017 are drawn in their official shades',
  SH: 'drawn as the Union Jack in svg-country-flags; this is the territory’s own flag',
};

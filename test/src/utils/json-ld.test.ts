import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonForScript } from '../../../src/utils/json-ld.ts';

it('cannot end the script it stands in, and still says the same', () => {
  const names = fc.oneof(fc.string(), fc.constantFrom('</script><script>alert(1)</script>', '<!--', ']]>', '\u2028&lt;'));
  fc.assert(fc.property(fc.dictionary(names, names), (data) => {
    const text = jsonForScript(data);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(data));
  }));
});

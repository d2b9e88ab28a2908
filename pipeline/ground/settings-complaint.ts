/** What is wrong with settings that a person wrote, in that person's words: zod says it in a programmer's. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** The end of a sentence that begins with the file's name: “has “magic” as “encoders.0.type”; choose one of file, pixels”. */
export function complaint(issue: Issue, settings: unknown): string {
  const name = issue.path.join('.');
  const given = valueAt(settings, issue.path);
  const choice = choices(issue);
  if (issue.code === 'unrecognized_keys') return `has a key “${issue.keys[0]}”${name && ` at “${name}”`} that means nothing here; correct its spelling or remove it`;
  if (given === undefined && issue.path.length > 0) return `lacks “${name}”; add it${choice && `: ${choice}`}`;
  const subject = name ? `has ${shown(given)} as “${name}”` : `holds ${shown(given)}`;
  if (choice) return `${subject}; choose ${choice}`;
  const rule = ruleOf(issue);
  if (rule) return `${subject}, which should be ${rule}; correct it and build again`;
  return `${name && `at “${name}” `}is not right: ${issue.message}; correct it and build again`;
}

const valueAt = (settings: unknown, path: Issue['path']): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), settings);

/** As it stands in the file, as far as it is short. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 39)}…` : value}”`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'settings of its own' : String(value);
}

/** “one of a, b”; '' where there is no such list. */
function choices(issue: Issue): string {
  const values = optionsOf(issue);
  return values.length > 1 ? `one of ${values.join(', ')}` : '';
}

function optionsOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return [];
  if ('options' in issue && Array.isArray(issue.options)) return issue.options.map(String);
  // Ways to write one thing, such as a word or settings of its own.
  return [...new Set(issue.errors.flatMap((errors) => errors.slice(0, 1).flatMap((error) => {
    const inner = optionsOf(error);
    return inner.length > 0 ? inner : [ruleOf(error)].filter((rule) => rule !== '');
  })))];
}

const kinds: Record<string, string> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'settings of its own', tuple: 'a list', record: 'settings of its own',
};

/** What the value should be; '' where only the schema's own message says it. */
function ruleOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return kinds[issue.expected] ?? '';
    case 'too_small': return issue.inclusive === false ? `more than ${amount(issue.minimum, issue.origin)}` : `${amount(issue.minimum, issue.origin)} or more`;
    case 'too_big': return issue.inclusive === false ? `less than ${amount(issue.maximum, issue.origin)}` : `${amount(issue.maximum, issue.origin)} or less`;
    default: return '';
  }
}

function amount(limit: number | bigint, origin: string): string {
  const noun = origin === 'string' ? 'character' : origin === 'array' ? 'entry' : '';
  if (!noun) return Number(limit).toLocaleString('en');
  return `${Number(limit).toLocaleString('en')} ${Number(limit) === 1 ? noun : noun === 'entry' ? 'entries' : `${noun}s`}`;
}

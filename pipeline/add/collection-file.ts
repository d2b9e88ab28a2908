/** Writes the file of a new collection as a person would: in order, with comments. */
import { stringify } from 'yaml';
import type { Findings, FoundTable } from './look.ts';
import type { Proposal } from './propose.ts';

interface Draft {
  title: string;
  /** As the file is to name it. */
  folder: string;
  findings: Findings;
  encoders: readonly Proposal[];
}

export function collectionText({ title, folder, findings, encoders }: Draft): string {
  return `# Written by “npm run gallery -- add”. Change what you like, then run “npm run build”; docs/collections.md tells what else can stand here.
title: ${scalar(title)}
description: ${scalar('Pictures, each beside the ones most like it.')}
noun: { one: picture, many: pictures }
source:
  type: folder
  folder: ${scalar(folder)}
${findings.folders > 0 ? '  # What the folders inside stand for: they become a filter.\n  label: Folder\n' : ''}${findings.table ? tableLines(findings.table) : ''}encoders:
${encoders.map(encoderLines).join('\n')}
# Maps by t-SNE and PCA, and a grid.
layouts: [tsne, pca, grid]
`;
}

/**
 * The kinds of columns are worked out from the values at each build; they are told here, not set. So is which column names the files
 * where there are no headings: once somebody writes some above, that column is called otherwise.
 */
function tableLines({ file, key, columns, headless }: FoundTable): string {
  const told = columns.map(({ name, meaning }) => `${name} (${meaning.role === 'label' ? 'a filter' : meaning.role === 'fact' ? meaning.kind : meaning.role})`);
  return `  # ${oneLine(told.length ? `Tells: ${told.join(', ')}.` : 'It tells nothing more than names of files.')}
  metadata:
    file: ${scalar(file)}
${headless ? '' : `    key: ${scalar(key)}\n`}`;
}

function encoderLines({ settings: { type, ...rest }, because }: Proposal): string {
  const lines = Object.entries(rest).map(([name, value]) => `    ${name}: ${Array.isArray(value) ? `[${value.join(', ')}]` : scalar(value)}`);
  return [`  # ${because}`, `  - type: ${type}`, ...lines].join('\n');
}

/** Quoted where YAML needs it, and on one line. */
const scalar = (value: unknown): string => stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN', blockQuote: false }).trim();

const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ');

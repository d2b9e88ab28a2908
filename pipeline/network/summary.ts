/** A network as a table, for the terminal. */
import { inferShapes, isTrained, sizeOf } from './shapes.ts';
import type { Network } from './spec.ts';

/** Lines of text, one a layer, with the shapes that come out and the parameters; below them how many there are and how many are trained. */
export function summary(network: Network): string {
  const shaped = inferShapes(network);
  const total = shaped.reduce((sum, { parameters }) => sum + parameters, 0);
  const trained = shaped.flatMap(({ weights }) => weights.filter(isTrained)).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const rows = [
    ['layer', 'kind', 'output', 'parameters'],
    ['input', '', network.input.join(' × '), '0'],
    ...shaped.map(({ layer, output, parameters }) => [layer.name, layer.kind, output.join(' × '), String(parameters)]),
    ['total', '', '', String(total)],
    ...trained < total ? [['trained', '', '', String(trained)]] : [],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows.map((cells) => cells.map((cell, column) => column === 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)).join('  ')).join('\n');
}

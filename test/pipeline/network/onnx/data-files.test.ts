import { expect, it } from 'vitest';
import { dataFilesOf } from '../../../../pipeline/network/onnx/data-files.ts';
import { constant, kept, node, onnxFile } from './onnx-file.support.ts';

it('names each file that holds weights once', () => {
  const nodes = [node('Add', ['x', 'a'], 'b'), node('Add', ['b', 'c'], 'y')];
  expect(dataFilesOf(onnxFile({ nodes, constants: [kept('a', 3, 'one.data'), kept('c', 3, 'sub/two.bin'), kept('d', 3, 'one.data')] }))).toEqual(['one.data', 'sub/two.bin']);
});

it('finds those of constants among the nodes', () => {
  const held = Object.assign(node('Constant', [], 'a'), { attribute: [{ name: 'value', type: 4, t: kept('a', 3, 'one.data') }] });
  expect(dataFilesOf(onnxFile({ nodes: [held, node('Add', ['x', 'a'], 'y')] }))).toEqual(['one.data']);
});

it('names none where all is in one file, whatever its parts are called, nor of what is no model', () => {
  expect(dataFilesOf(onnxFile({ nodes: [node('Add', ['x', 'location'], 'y')], constants: [constant('location', [1], Float32Array.of(1))] }))).toEqual([]);
  expect(dataFilesOf(new TextEncoder().encode('no model, at this location'))).toEqual([]);
});

/** Pictures as the examples of a network. */
import type { Pictures } from '../images/pictures.ts';
import type { Dataset } from '../network/dataset.ts';

export const datasetOf = ({ data, count, width, height }: Pictures): Dataset => ({ count, shape: [3, height, width], inputs: data });

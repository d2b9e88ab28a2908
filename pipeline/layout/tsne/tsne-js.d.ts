/** The parts of the package tsne-js (CommonJS, without types of its own) that are used here. */
declare module 'tsne-js' {
  export default class TSNE {
    constructor(options: { dim: number; perplexity: number; earlyExaggeration: number; learningRate: number; nIter: number; metric: 'euclidean' });
    /** The map, an ndarray, points × dim. Filled at random by `init`. */
    outputEmbedding: { data: Float64Array };
    init(input: { data: number[][]; type: 'dense' }): void;
    /** Blocks until done. Returns its own divergence and the last iteration. */
    run(): [number, number];
    on(event: 'progressIter', listener: (step: [iteration: number, error: number, gradientNorm: number]) => void): void;
  }
}

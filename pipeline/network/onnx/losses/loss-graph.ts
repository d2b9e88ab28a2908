/** What every loss must know: how far each example is off, and where the gradient begins. */
import type { Graph, Value } from '../graph.ts';

/** What a network put out and should have put out, batch × its output's shape. */
interface Compared {
  output: Value;
  /** What the network's last layer was given. */
  beforeLast: Value;
  target: Value;
  /** A weight for every value, or null where all count alike. */
  mask: Value | null;
}

export interface DrawnLoss {
  /** One number an example, shape [batch]; the loss is their mean. */
  perExample: Value;
  /** Of the mean, by `output` or, where that is simpler and safer, by what the last layer was given. */
  gradient(): { of: 'output' | 'beforeLast'; value: Value };
}

export type LossGraph = (graph: Graph, compared: Compared) => DrawnLoss;

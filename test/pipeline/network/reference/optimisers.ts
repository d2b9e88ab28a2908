/** Every optimiser as its paper writes it, one weight at a time, in double precision. */
import type { Optimiser } from '../../../../pipeline/network/objective.ts';

/** One step: what becomes of `weight`, given its gradient, what is remembered of it, the rate and the number of the step (1, 2, …). */
export type ReferenceUpdate = (weight: number, gradient: number, memory: number[], rate: number, step: number) => number;

export function referenceOptimiser(optimiser: Optimiser, kernel: boolean): ReferenceUpdate {
  switch (optimiser.kind) {
    case 'sgd': return (w, g, memory, rate) => {
      memory[0] = (optimiser.momentum ?? 0) * (memory[0] ?? 0) + g;
      return w - rate * memory[0];
    };
    case 'adam': case 'adamw': {
      const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = optimiser;
      const decay = optimiser.kind === 'adamw' && kernel ? optimiser.decay ?? 0.01 : 0;
      return (w, g, memory, rate, step) => {
        memory[0] = beta1 * (memory[0] ?? 0) + (1 - beta1) * g;
        memory[1] = beta2 * (memory[1] ?? 0) + (1 - beta2) * g * g;
        // The order of computation at the end of Adam's section 2, where ε stands beside √v before its correction.
        return w - rate * decay * w - rate * Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step) * memory[0] / (Math.sqrt(memory[1]) + epsilon);
      };
    }
    case 'adadelta': {
      const { decay = 0.95, epsilon = 1e-6 } = optimiser;
      return (w, g, memory, rate) => {
        memory[0] = decay * (memory[0] ?? 0) + (1 - decay) * g * g;
        const change = Math.sqrt((memory[1] ?? 0) + epsilon) / Math.sqrt(memory[0] + epsilon) * g;
        memory[1] = decay * (memory[1] ?? 0) + (1 - decay) * change * change;
        return w - rate * change;
      };
    }
  }
}

/** Progress of long work: one line that moves on a terminal, plain lines elsewhere. */
import { counted } from './words.ts';

export interface Progress {
  /** A line that stays. */
  say(line: string): void;
  /**
   * Progress of the work named `label`, which ends when all is done. A `total` of null says that nobody knows it yet.
   * `detail` is shown behind the counts, which are written as `amount` says.
   */
  step(label: string, done: number, total: number | null, detail?: string, amount?: (count: number) => string): void;
  /** Ends a moving line, and forgets the works that never reached their total. */
  end(): void;
}

interface Terminal {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** Seconds as people say them: “40 s”, “2 min 10 s”, “1 h 5 min”. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Bytes as people say them: “12.3 MB”. */
export const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;

/**
 * Writes to `terminal`. Where it is no terminal, a plain line is written at the start, each quarter and the end of a
 * work, and at least every 30 seconds of the injected clock (in seconds); every 10 where there are no quarters to wait for.
 */
export function terminalProgress(terminal: Terminal, clock: () => number): Progress {
  const works = new Map<string, { start: number; lastLine: number; lastShare: number; text: string }>();
  let moving = false;
  const endLine = (): void => {
    if (moving) terminal.write('\n');
    moving = false;
  };
  const line = (text: string): void => {
    if (terminal.isTTY) {
      terminal.write(`\r\u001b[2K${text.slice(0, (terminal.columns ?? 80) - 1)}`);
      moving = true;
    } else {
      terminal.write(`${text}\n`);
    }
  };
  return {
    say: (text) => {
      endLine();
      terminal.write(`${text}\n`);
    },
    step: (label, done, total, detail, amount = counted) => {
      const now = clock();
      const work = works.get(label) ?? { start: now, lastLine: -Infinity, lastShare: -1, text: '' };
      works.set(label, work);
      const share = total === null ? 0 : total > 0 ? Math.floor((done / total) * 4) : 4;
      const patience = total === null ? 10 : 30;
      const due = terminal.isTTY ? now - work.lastLine >= 0.1 || done === total : share > work.lastShare || now - work.lastLine >= patience;
      if (due) {
        work.lastLine = now;
        work.lastShare = share;
        const left = detail ?? (total !== null && done > 0 && done < total ? `${duration(((now - work.start) / done) * (total - done))} left` : '');
        const counts = total === null ? amount(done) : `${bar(done, total, Boolean(terminal.isTTY))}${amount(done)} of ${amount(total)}`;
        work.text = `${label}  ${counts}${left ? `  ${left}` : ''}`;
        // Works that run side by side share the one moving line of a terminal.
        line(`  ${terminal.isTTY ? [...works.values()].map((each) => each.text).join('   ') : work.text}`);
      }
      if (total !== null && done >= total) {
        works.delete(label);
        if (works.size === 0) endLine();
      }
    },
    end: () => {
      works.clear();
      endLine();
    },
  };
}

function bar(done: number, total: number, drawn: boolean): string {
  if (!drawn) return '';
  const filled = total > 0 ? Math.round((done / total) * 20) : 20;
  return `${'━'.repeat(filled)}${'─'.repeat(20 - filled)}  `;
}

/** Says nothing; for tests and machine-readable output. */
export const silent: Progress = { say: () => undefined, step: () => undefined, end: () => undefined };

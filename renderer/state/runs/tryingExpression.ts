import { expressionLanguage } from '../../platform/language.ts';
import type { ExpressionSurroundings, ExpressionTrial } from '../../workers/expressionTrial.ts';
import { LatestOnly } from './latestOnly.ts';

/** Tries an expression as it is typed, in a worker: only the newest text waits while another one is tried. */
export class ExpressionTrier {
  readonly #latest: LatestOnly<string>;
  #wanted = '';

  constructor(surroundings: ExpressionSurroundings, take: (trial: ExpressionTrial) => void) {
    this.#latest = new LatestOnly(async (expression) => {
      const answer = await expressionLanguage().ask<'try-expression'>({
        ask: 'try-expression',
        expression,
        surroundings,
      });
      if (this.#wanted !== expression) return;
      take(answer.ok ? answer.value : { outputs: [], more: false, error: answer.error.message });
    });
  }

  /** Asks what comes of an expression. */
  want(expression: string): void {
    this.#wanted = expression;
    this.#latest.want(expression);
  }
}

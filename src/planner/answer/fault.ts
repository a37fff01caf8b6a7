/** Something wrong with an answer, as a model is told it: what, where in its JSON, and the closest allowed word. */
export interface AnswerFault {
  /** `tascs[1] (fix).dependencies`, `confidence`; '' for the answer as a whole. */
  readonly place: string;
  /** One sentence, without a full stop. */
  readonly message: string;
  readonly suggestion?: string;
}

/** A fault on one line: `tascs[0].title: …; perhaps …`. */
export function faultLine({ place, message, suggestion }: AnswerFault): string {
  return `${place === '' ? '' : `${place}: `}${message}${suggestion === undefined ? '' : `; perhaps \`${suggestion}\``}`;
}

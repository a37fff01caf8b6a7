import { type ProbedTasc, probeVerdict } from '../../../model/plan/probe.js';
import type { Terminal } from '../../terminal.js';

/** The sign before the label of a check. */
export function probeMark(label: ProbedTasc['label']): string {
  return { sound: '✓', doubtful: '!', broken: '✗' }[probeVerdict(label)];
}

/** Its colour. */
export function probeStyle(label: ProbedTasc['label'], terminal: Terminal): (text: string) => string {
  return { sound: terminal.green, doubtful: terminal.yellow, broken: terminal.red }[probeVerdict(label)];
}

import { canonicalJson } from '../plan/definition.js';
import type { Digest } from '../plan/plan.js';
import { personOf } from './approvals.js';
import { descendsFrom } from './descent.js';
import type { ReportEvent, RunEvent, Sealed } from './event.js';
import { type LedgerProblem, type LineGraph, problemAt, shortHash } from './ledger.js';
import { planNames } from './planNames.js';
import { overallHash, resultDigest, resultHash, type Validation } from './results.js';

/** False claims of lines about other lines and themselves. They may be false although every hash is right. */
export function falseClaims(graph: LineGraph, digest: Digest): LedgerProblem[] {
  const names = planNames(graph);
  const problems: LedgerProblem[] = [];
  let run: { readonly path: string; readonly event: RunEvent } | null = null;
  for (const one of graph.lines) {
    const { line, path } = one;
    const report = (message: string) => problems.push(problemAt(one, message));
    switch (line.event) {
      case 'run':
        run = { path, event: line };
        if (names && !names.has(line.plan)) report(`it is a run of ${line.plan}, of another plan`);
        break;
      case 'validation':
      case 'baseline':
        checkVerdict(line as Validation, report);
        checkNeeds(graph, line as Validation, report);
        if (line.approvals) checkApprovals(graph, line as Validation, digest, report);
        break;
      case 'report':
        checkReport(
          graph,
          line as ReportEvent & Sealed,
          run?.path === path ? run.event : null,
          digest,
          report,
        );
        break;
      case 'approval':
      case 'rejection':
      case 'approval_requested':
      case 'lifecycle':
        break;
    }
  }
  return problems;
}

type Report = (message: string) => void;

/** A composite's own gate decides, else all of them. */
function checkVerdict({ gates, validated, ended }: Validation, report: Report): void {
  const composite = gates.find(({ name }) => name === 'composite');
  const passed = composite?.passed ?? (gates.length > 0 && gates.every((gate) => gate.passed));
  if (validated !== (passed && ended === null))
    report(
      validated
        ? 'it claims to be proven, but its gates did not pass'
        : 'it claims to have failed, but its gates passed',
    );
}

/** The proofs that a line rests on exist, passed, and precede it. */
function checkNeeds(graph: LineGraph, line: Validation, report: Report): void {
  for (const [tasc, hash] of Object.entries(line.dependencies)) {
    const proof = provenBy(graph, tasc, hash);
    if (!proof) report(`it rests on a proof of \`${tasc}\`, ${shortHash(hash)}, which is not in this ledger`);
    else if (!descendsFrom(graph, line.proof_hash, hash))
      report(`it rests on a proof of \`${tasc}\`, ${shortHash(hash)}, which was not there before it`);
  }
}

function provenBy(graph: LineGraph, tasc: string, hash: string): Validation | null {
  const line = graph.byHash.get(hash)?.line;
  return line?.event === 'validation' && line.tasc === tasc && line.validated ? (line as Validation) : null;
}

/** Approvals are for this definition and these results of the dependencies, from enough distinct people. */
function checkApprovals(graph: LineGraph, line: Validation, digest: Digest, report: Report): void {
  const results = Object.entries(line.dependencies).flatMap(([tasc, hash]) => {
    const proof = provenBy(graph, tasc, hash);
    return proof ? [[tasc, resultDigest(proof, digest)] as const] : [];
  });
  const wanted = canonicalJson(Object.fromEntries(results));
  const people = new Set<string>();
  for (const hash of line.approvals ?? []) {
    const approval = graph.byHash.get(hash)?.line;
    const say = (what: string) => report(`it rests on an approval, ${shortHash(hash)}, ${what}`);
    if (approval?.event !== 'approval' || approval.tasc !== line.tasc) say('which is not in this ledger');
    else if (!descendsFrom(graph, line.proof_hash, hash)) say('which was not there before it');
    else if (approval.definition !== line.definition) say('for another definition');
    else if (canonicalJson(approval.dependencies) !== wanted) say('for other results of what it depends on');
    else if (approval.claimed !== undefined) say(`which --as gave in the name of ${approval.claimed}`);
    else people.add(personOf(approval));
  }
  const needed = line.gates.find(({ name }) => name === 'approvals')?.evidence.needed;
  if (typeof needed === 'number' && people.size < needed)
    report(`it rests on approvals of ${people.size} people, ${needed} are needed`);
}

function checkReport(
  graph: LineGraph,
  line: ReportEvent & Sealed,
  run: RunEvent | null,
  digest: Digest,
  report: Report,
): void {
  const { verified, overall_proof_hash, result_hash, proofs } = line;
  if (!run) report('it closes a run, but its file does not begin with one');
  else if (!verified) {
    if (overall_proof_hash ?? result_hash ?? proofs)
      report('it names hashes of a plan that it says is not proven');
  } else if (!proofs) report('it says that the plan is proven, but not by which proofs');
  else {
    const found = countedProofs(graph, line, proofs, report);
    if (!found) return;
    const plan = { id: run.plan, definition: run.definition };
    if (overallHash(plan, found, digest) !== overall_proof_hash)
      report('its overall_proof_hash is not that of the proofs that it counts');
    if (resultHash(plan, found, digest) !== result_hash)
      report('its result_hash is not that of the proofs that it counts');
  }
}

/** The proofs that a report counts, if all of them precede it. */
function countedProofs(
  graph: LineGraph,
  { proof_hash }: Sealed,
  proofs: Readonly<Record<string, string>>,
  report: Report,
): Map<string, Validation> | null {
  const found = new Map<string, Validation>();
  for (const [tasc, hash] of Object.entries(proofs)) {
    const proof = provenBy(graph, tasc, hash);
    if (proof && descendsFrom(graph, proof_hash, hash)) found.set(tasc, proof);
    else
      report(`it counts a proof of \`${tasc}\`, ${shortHash(hash)}, which is not in this ledger before it`);
  }
  return found.size === Object.keys(proofs).length ? found : null;
}

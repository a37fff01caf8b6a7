import { absoluteLink } from './absoluteLink.js';
import { bareId } from './bareId.js';
import { conflictMarkers } from './conflictMarkers.js';
import { danglingLink } from './danglingLink.js';
import { dependencyCycle } from './dependencyCycle.js';
import { duplicateId } from './duplicateId.js';
import { duplicateItem } from './duplicateItem.js';
import { duplicateKey } from './duplicateKey.js';
import { duplicateReference } from './duplicateReference.js';
import { fileName } from './fileName.js';
import { fileUrlLink } from './fileUrlLink.js';
import { idSpelling } from './idSpelling.js';
import { invalidConfig } from './invalidConfig.js';
import { malformedId } from './malformedId.js';
import { missingCard } from './missingCard.js';
import { missingField } from './missingField.js';
import { missingHeading } from './missingHeading.js';
import { misspelledKey } from './misspelledKey.js';
import { notUtf8 } from './notUtf8.js';
import { objectiveRules } from './objectiveRules.js';
import { oneWayLink } from './oneWayLink.js';
import { outsideLink } from './outsideLink.js';
import { planRules, rewrittenLedger, unproven } from './planRules.js';
import { promptLeft } from './promptLeft.js';
import { relationMismatch } from './relationMismatch.js';
import type { Rule } from './rule.js';
import { selfLink } from './selfLink.js';
import { statusMismatch } from './statusMismatch.js';
import { statusSpelling } from './statusSpelling.js';
import { supersedeCycle } from './supersedeCycle.js';
import { supersededWithoutSuccessor } from './supersededWithoutSuccessor.js';
import { titleMismatch } from './titleMismatch.js';
import { unknownColumn } from './unknownColumn.js';
import { unknownItem } from './unknownItem.js';
import { unknownStatus } from './unknownStatus.js';
import { unreadableFile } from './unreadableFile.js';
import { unreadableFrontMatter } from './unreadableFrontMatter.js';
import { wrongCaseLink } from './wrongCaseLink.js';
import { wrongFolder } from './wrongFolder.js';
import { wrongType } from './wrongType.js';
import { yamlAlias } from './yamlAlias.js';

/** Every validation rule. */
export const allRules: readonly Rule[] = [
  conflictMarkers,
  notUtf8,
  unreadableFile,
  unreadableFrontMatter,
  duplicateKey,
  yamlAlias,
  missingField,
  misspelledKey,
  wrongType,
  unknownStatus,
  statusSpelling,
  malformedId,
  idSpelling,
  duplicateId,
  fileName,
  wrongFolder,
  danglingLink,
  missingHeading,
  wrongCaseLink,
  outsideLink,
  fileUrlLink,
  absoluteLink,
  selfLink,
  oneWayLink,
  bareId,
  duplicateReference,
  supersededWithoutSuccessor,
  supersedeCycle,
  dependencyCycle,
  unknownItem,
  duplicateItem,
  missingCard,
  unknownColumn,
  statusMismatch,
  titleMismatch,
  relationMismatch,
  promptLeft,
  invalidConfig,
  ...planRules,
  ...objectiveRules,
  unproven,
  rewrittenLedger,
];

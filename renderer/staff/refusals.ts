// From the kind of a refusal or fault to its one sentence and one action: the compiler counts them.
import type { TFunction } from 'i18next'
import type { Refusal, StoreFault } from '../../electron/contract.ts'
import { sizeWords } from './measures.ts'

export const refusalKeys = {
  'not-a-pack': 'refusal:not-a-pack',
  'newer-format': 'refusal:newer-format',
  incomplete: 'refusal:incomplete',
  limit: 'refusal:limit',
  unreadable: 'refusal:unreadable',
  'unknown-signer': 'refusal:unknown-signer',
  'bad-signature': 'refusal:bad-signature',
  'revoked-signer': 'refusal:revoked-signer',
  'unknown-algorithm': 'refusal:unknown-algorithm',
  malformed: 'refusal:malformed',
  'wrong-township': 'refusal:wrong-township',
  older: 'refusal:older',
  'already-installed': 'refusal:already-installed',
  'sequence-conflict': 'refusal:sequence-conflict',
  'sequence-leap': 'refusal:sequence-leap',
  'needs-newer-app': 'refusal:needs-newer-app',
  'damaged-part': 'refusal:damaged-part',
  'unknown-item-type': 'refusal:unknown-item-type',
  'personal-data': 'refusal:personal-data',
  'counts-differ': 'refusal:counts-differ',
} as const satisfies Record<Refusal['kind'], string>

const faultKeys = {
  'disk-full': 'refusal:disk-full',
  'read-only': 'refusal:read-only',
  'newer-schema': 'refusal:newer-schema',
  'older-schema': 'refusal:older-schema',
  'base-changed': 'refusal:base-changed',
  'in-use': 'refusal:in-use',
  damaged: 'refusal:damaged',
  'not-provisioned': 'refusal:not-provisioned',
  'stick-gone': 'refusal:stick-gone',
  'nothing-to-roll-back-to': 'refusal:nothing-to-roll-back-to',
  io: 'refusal:io',
} as const satisfies Record<StoreFault['kind'], string>

export type Explained = { sentence: string; action: string; code: string }

export function explainRefusal(t: TFunction, refusal: Refusal): Explained {
  const key = refusalKeys[refusal.kind]
  const facts = { ...refusal }
  return { sentence: t(`${key}.sentence`, facts), action: t(`${key}.action`, facts), code: codeOf(refusal) }
}

export function explainFault(t: TFunction, fault: StoreFault): Explained {
  const key = faultKeys[fault.kind]
  const facts =
    fault.kind === 'disk-full'
      ? { needed: sizeWords(t, fault.needed), free: sizeWords(t, fault.free) }
      : { ...fault }
  return { sentence: t(`${key}.sentence`, facts), action: t(`${key}.action`, facts), code: codeOf(fault) }
}

/** For the telephone: what the machine knows, short enough to read out. */
function codeOf(of: { kind: string }): string {
  const facts = Object.entries(of)
    .filter(([name]) => name !== 'kind')
    .map(([, value]) => String(value))
  return [of.kind, ...facts].join(' · ')
}

// From the kind of a refusal or fault to its one sentence, one action, code and look: the compiler counts them.
import type { TFunction } from 'i18next'
import type { Refusal, StoreFault } from '../../electron/contract.ts'
import { sizeWords } from './measures.ts'

/** Nothing is wrong; this pack cannot come in; somebody may be cheating; this machine has a trouble of its own. */
export type Look = 'calm' | 'stop' | 'alarm' | 'trouble'

type Told = readonly [words: `refusal:${string}`, code: string, look: Look]

export const refusals = {
  'not-a-pack': ['refusal:not-a-pack', 'E-11', 'stop'],
  'newer-format': ['refusal:newer-format', 'E-12', 'stop'],
  incomplete: ['refusal:incomplete', 'E-13', 'stop'],
  limit: ['refusal:limit', 'E-14', 'stop'],
  unreadable: ['refusal:unreadable', 'E-15', 'stop'],
  'unknown-signer': ['refusal:unknown-signer', 'E-21', 'alarm'],
  'bad-signature': ['refusal:bad-signature', 'E-22', 'alarm'],
  'revoked-signer': ['refusal:revoked-signer', 'E-23', 'alarm'],
  'unknown-algorithm': ['refusal:unknown-algorithm', 'E-24', 'stop'],
  malformed: ['refusal:malformed', 'E-31', 'stop'],
  'damaged-part': ['refusal:damaged-part', 'E-32', 'stop'],
  'unknown-item-type': ['refusal:unknown-item-type', 'E-33', 'stop'],
  'personal-data': ['refusal:personal-data', 'E-34', 'stop'],
  'counts-differ': ['refusal:counts-differ', 'E-35', 'stop'],
  'wrong-township': ['refusal:wrong-township', 'E-41', 'stop'],
  older: ['refusal:older', 'E-42', 'stop'],
  'already-installed': ['refusal:already-installed', 'E-43', 'calm'],
  'sequence-conflict': ['refusal:sequence-conflict', 'E-44', 'alarm'],
  'sequence-leap': ['refusal:sequence-leap', 'E-45', 'stop'],
  'needs-newer-app': ['refusal:needs-newer-app', 'E-46', 'stop'],
} as const satisfies Record<Refusal['kind'], Told>

const faults = {
  'disk-full': ['refusal:disk-full', 'E-51', 'trouble'],
  'read-only': ['refusal:read-only', 'E-52', 'trouble'],
  'newer-schema': ['refusal:newer-schema', 'E-53', 'trouble'],
  'in-use': ['refusal:in-use', 'E-54', 'trouble'],
  damaged: ['refusal:damaged', 'E-55', 'trouble'],
  'not-provisioned': ['refusal:not-provisioned', 'E-56', 'trouble'],
  'stick-gone': ['refusal:stick-gone', 'E-57', 'trouble'],
  interrupted: ['refusal:interrupted', 'E-58', 'trouble'],
  'nothing-to-roll-back-to': ['refusal:nothing-to-roll-back-to', 'E-59', 'trouble'],
  io: ['refusal:io', 'E-60', 'trouble'],
  'older-schema': ['refusal:older-schema', 'E-61', 'trouble'],
  'base-changed': ['refusal:base-changed', 'E-62', 'trouble'],
} as const satisfies Record<StoreFault['kind'], Told>

/** Another program holds the file, most often one that looks for viruses; the stick itself is in order. */
const fileBusy: Told = ['refusal:file-busy', 'E-16', 'stop']
const busyCodes: ReadonlySet<string> = new Set(['EBUSY', 'EACCES', 'EPERM', 'ETXTBSY'])

export type Explained = { sentence: string; action: string; code: string; look: Look }

export function explainRefusal(t: TFunction, refusal: Refusal): Explained {
  const isBusy = refusal.kind === 'unreadable' && busyCodes.has(refusal.code)
  return explained(t, isBusy ? fileBusy : refusals[refusal.kind], refusal, { ...refusal })
}

export function explainFault(t: TFunction, fault: StoreFault): Explained {
  const facts =
    fault.kind === 'disk-full'
      ? { needed: sizeWords(t, fault.needed), free: sizeWords(t, fault.free) }
      : { ...fault }
  return explained(t, faults[fault.kind], fault, facts)
}

function explained(
  t: TFunction,
  told: Told,
  of: { kind: string },
  facts: Record<string, unknown>,
): Explained {
  const [words, code, look] = told
  return {
    sentence: t(`${words}.sentence`, facts),
    action: t(`${words}.action`, facts),
    code: [code, ...factsIn(of)].join(' · '),
    look,
  }
}

/** For the telephone: what the machine knows, short enough to read out. */
const factsIn = (of: { kind: string }): string[] =>
  Object.entries(of).flatMap(([name, value]) => (name === 'kind' || value === null ? [] : [String(value)]))

// Every reason for which a pack may be refused, as one union; the sentence for each is in assets/locales.

export type Refusal =
  /** The file is no pack at all, or a later format than this kiosk knows. */
  | { kind: 'not-a-pack' }
  | { kind: 'newer-format'; format: number; known: number }
  /** Shorter or longer than its header says: a copy was interrupted, or something was appended. */
  | { kind: 'incomplete'; expected: number; actual: number }
  /** A declared limit is exceeded; `limit` names it. */
  | { kind: 'limit'; limit: string; allowed: number; actual: number }
  | { kind: 'unreadable'; code: string }
  /** No signature by a key this kiosk trusts (`signer` is the fingerprint the pack names, if any). */
  | { kind: 'unknown-signer'; signer: string | null }
  | { kind: 'bad-signature'; signer: string }
  /** Signed by a key that the township has given up: lost, stolen or replaced. */
  | { kind: 'revoked-signer'; signer: string }
  | { kind: 'unknown-algorithm'; algorithm: string }
  /** The manifest or a line does not follow the format; `at` says where. */
  | { kind: 'malformed'; at: string; why: string }
  /** By name. Of a stranger's pack the name is what it says of itself, shown and never believed. */
  | { kind: 'wrong-township'; pack: string; kiosk: string }
  | { kind: 'older'; have: number; got: number }
  | { kind: 'already-installed'; sequence: number }
  | { kind: 'sequence-conflict'; sequence: number }
  | { kind: 'sequence-leap'; have: number; got: number }
  | { kind: 'needs-newer-app'; needs: string; app: string }
  /** A part's bytes are not those the manifest promises. */
  | { kind: 'damaged-part'; part: string }
  | { kind: 'unknown-item-type'; itemType: string }
  /** A number that must never be on a kiosk was found; the value itself is not repeated. */
  | { kind: 'personal-data'; found: string; at: string }
  | { kind: 'counts-differ'; at: string; declared: number; found: number }

/** What can go wrong on our own side while storing. The old content stays in every case. */
export type StoreFault =
  | { kind: 'disk-full'; needed: number; free: number }
  | { kind: 'read-only' }
  | { kind: 'newer-schema'; found: number; known: number }
  /** Built by an earlier program; it is being built once more from its pack. */
  | { kind: 'older-schema'; found: number; known: number }
  /** Something else came on screen while an update was looked at: its preview is not true any more. */
  | { kind: 'base-changed' }
  | { kind: 'in-use' }
  | { kind: 'damaged'; file: string }
  | { kind: 'not-provisioned' }
  | { kind: 'stick-gone' }
  /** The power went, or the process died, before the update was done. */
  | { kind: 'interrupted' }
  | { kind: 'nothing-to-roll-back-to' }
  | { kind: 'io'; code: string }

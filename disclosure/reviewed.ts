// Whether those have signed an item who must have before it counts as reviewed: by its declaration, not by its title.
import type { Approval } from './entry.ts'

export type Step = Approval['step']

/**
 * Steps that nobody stands for. A seal without a name is a signature; an empty line for one is none, and the reader keeps
 * nothing of it.
 */
export function missingReviews(
  declared: { signedBy?: readonly Step[] } | undefined,
  approvals: readonly Approval[],
): Step[] {
  return (declared?.signedBy ?? []).filter((step) => !approvals.some((each) => each.step === step))
}

// When a pack counts as reviewed: both steps, by two people, of exactly what is in it.
import type { Review } from '../pack/manifest.ts'
import type { Reviews } from './office-contract.ts'

/** Null: something is missing, and nothing may be signed. */
export function reviewsFor(reviews: Reviews, areOfThisContent: boolean): Review[] | null {
  const [first, second] = [reviews['pre-review'], reviews['secrecy-review']]
  if (!areOfThisContent || !first || !second || first.name === second.name) return null
  return [
    { step: 'pre-review', ...first },
    { step: 'secrecy-review', ...second },
  ]
}

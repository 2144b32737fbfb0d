// Refuses personal data in the texts of a pack, looking at each text once.
import { findPersonal, type Place } from '../disclosure/privacy.ts'
import { refuse } from './refused.ts'

/** Most cells of a large sheet repeat (a bank, a village, a note); beyond this many the memory begins anew. */
const mostRemembered = 20_000
const longestRemembered = 60

export class TextSweep {
  readonly #publicNumbers: ReadonlySet<string>
  #clean: Readonly<Record<Place, Set<string>>> = { anywhere: new Set(), 'person-row': new Set() }

  constructor(publicNumbers: ReadonlySet<string>) {
    this.#publicNumbers = publicNumbers
  }

  refuse(text: string, at: string, place: Place = 'anywhere'): void {
    if (!this.knows(text, place)) this.look(text, place, () => at)
  }

  /** A row about a person is looked at more closely: what passed there passes everywhere. */
  knows(text: string, place: Place): boolean {
    return this.#clean['person-row'].has(text) || (place === 'anywhere' && this.#clean.anywhere.has(text))
  }

  look(text: string, place: Place, at: () => string): void {
    const [found] = findPersonal(text, this.#publicNumbers, place)
    if (found) refuse({ kind: 'personal-data', found: found.kind, at: at() })
    if (text.length > longestRemembered) return
    if (this.#clean[place].size >= mostRemembered) this.#clean[place].clear()
    this.#clean[place].add(text)
  }
}

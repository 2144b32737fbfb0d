// The rate of a subsidy where no column has it: (88.25元/亩) in a title, 每亩补贴88.25元 above the table.
import { compact } from '../disclosure/parse.ts'

const forms = [/(\d+(?:\.\d+)?)元(?:\/|每|一)亩/g, /(?:每|一)亩[^\d,,。;;]{0,8}?(\d+(?:\.\d+)?)元/g]

/** Null if no rate is written, or more than one: then only the office knows which is whose. */
export function rateIn(texts: readonly string[]): string | null {
  const rates = new Set(
    texts.flatMap((text) =>
      forms.flatMap((form) => [...compact(text).matchAll(form)].map((match) => match[1])),
    ),
  )
  const [only] = rates
  return rates.size === 1 ? (only ?? null) : null
}

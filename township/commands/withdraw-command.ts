// The command that takes items back at once: from the packs alone, so that nobody has to look for a quarter's sheets.
import { Entry } from '../../disclosure/entry.ts'
import { withdrawFrom } from '../withdraw.ts'
import { today } from './command-line.ts'
import type { Command, Given, Outcome, Said } from './command-line.ts'
import { readyToSign, reviewsOf, reviewUsage, sequenceIn } from './ready-to-sign.ts'

export const withdrawCommand: Command = {
  usage: `township withdraw --pack LAST.mbpack... --id ENTRY_ID... --reason TEXT --out FILE.mbpack --key township.key --sequence N
                 [--passphrase-file FILE] [--statements FILE] [--pre-review NAME] [--secrecy-review NAME] [--reviewed-on DATE]`,
  run: withdrawItems,
}

async function withdrawItems(given: Given, streams: Said): Promise<Outcome> {
  const { out, key: keyFile, sequence: written, reason } = given.values
  const { packs, ids } = given
  if (packs.length === 0 || ids.length === 0 || given.positionals.length > 0 || !out || !keyFile || !written)
    return { usage: 'withdraw needs --pack, --id, --reason, --out, --key and --sequence' }
  if (reason === undefined)
    return { usage: 'withdraw needs --reason: villagers read it where the item stood' }
  const sequence = sequenceIn(written)
  if (sequence === null) return { usage: '--sequence must be a positive whole number' }
  const strange = ids.find((id) => !Entry.shape.id.safeParse(id).success)
  if (strange !== undefined) return { usage: `--id ${strange} is no id of an entry` }
  const reviews = reviewsOf(given.values)
  if (reviews === null) return { usage: reviewUsage }
  const ready = await readyToSign({ keyFile, out, sequence, values: given.values })
  if ('failed' in ready) return ready
  streams.err(`writing ${out}\n`)
  const made = await withdrawFrom({
    ...ready,
    keyFile,
    out,
    sequence,
    issuedOn: today(),
    packs,
    ids,
    reason,
    reviews,
  })
  return made.ok ? { done: { pack: made.pack, withdrawn: made.withdrawn } } : { failed: made.failed }
}

// The command that records what a pack's screens say aloud.
import { baseLanguage, languages } from '../../disclosure/languages.ts'
import { limits } from '../../pack/limits.ts'
import { inspectPack } from '../../pack/open.ts'
import { sentencesOf } from '../recordings/pack-sentences.ts'
import { recordInto } from '../recordings/record.ts'
import { ownVoice } from '../recordings/synthesis.ts'
import type { Command, Given, Outcome, Said } from './command-line.ts'

export const recordCommand: Command = {
  usage: 'township record  FILE.mbpack --out DIR [--language ug|ko|en] [--no-voice]',
  run: record,
}

/** Sentences of a pack into a folder, said by this computer where nobody has recorded them. */
async function record({ values, noVoice, positionals }: Given, streams: Said): Promise<Outcome> {
  const [file] = positionals
  const { out, language: code = baseLanguage } = values
  if (!file || positionals.length !== 1 || !out) return { usage: 'record needs one pack and --out' }
  const language = languages.find((each) => each.code === code)?.code
  if (language === undefined) return { usage: '--language is none of the kiosk' }
  const opened = await inspectPack(file)
  if (!opened.ok) return { failed: { ...opened.refusal } }
  const { manifest, entries } = opened.pack
  const said = sentencesOf({ township: manifest.township, entries }, language)
  const sentences = said.slice(0, limits.recordings)
  const voice = noVoice ? null : await ownVoice(language)
  const recorded = await recordInto(out, sentences, voice, (done, all) => {
    if (done % 50 === 0) streams.err(`recording ${done}/${all}\n`)
  })
  if (!recorded.ok) return { failed: { kind: recorded.kind, file: out } }
  const { ok: _ok, ...told } = recorded
  return { done: told }
}

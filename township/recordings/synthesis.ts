// The voices a township's own computer has: one program each that turns a sentence of a language into a WAV file.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LanguageCode } from '../../disclosure/languages.ts'

/** Null: this voice could not say it. */
export type Voice = { name: string; say: (spoken: string) => Promise<Buffer | null> }

type Program = { name: string; program: string; args: (file: string) => string[] }

/** What each calls a language, and a word to try it with. Of Mandarin the other one spells words in English (ux.md 3.5). */
const voiceOf: Readonly<Record<LanguageCode, { espeak: string; windows: string; word: string }>> = {
  'zh-CN': { espeak: 'cmn-latn-pinyin', windows: 'zh-CN', word: '村' },
  ug: { espeak: 'ug', windows: 'ug-CN', word: 'كەنت' },
  ko: { espeak: 'ko', windows: 'ko-KR', word: '마을' },
  en: { espeak: 'en-us', windows: 'en-US', word: 'village' },
}

const espeak = (voice: string): Program => ({
  name: `espeak-ng ${voice}`,
  program: 'espeak-ng',
  // 150 words a minute: an old listener's pace.
  args: (file) => ['-v', voice, '-s', '150', '--stdin', '-w', file],
})

/** Never run by us: there was no Windows. The sentence comes by standard input, so that no word is a command. */
const windows = (culture: string): Program => ({
  name: `Windows ${culture}`,
  program: 'powershell.exe',
  args: (file) => [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    `$ErrorActionPreference='Stop'; Add-Type -AssemblyName System.Speech; ` +
      `[Console]::InputEncoding=[Text.Encoding]::UTF8; $words=[Console]::In.ReadToEnd(); ` +
      `$voice=New-Object System.Speech.Synthesis.SpeechSynthesizer; ` +
      `$voice.SelectVoiceByHints('NotSet','NotSet',0,[Globalization.CultureInfo]'${culture}'); ` +
      `if ($voice.Voice.Culture.Name -ne '${culture}') { exit 3 }; $voice.Rate=-1; ` +
      `$voice.SetOutputToWaveFile('${file.replaceAll("'", "''")}'); $voice.Speak($words); $voice.Dispose()`,
  ],
})

const deadlineMs = 30_000

/** The voice of this computer, if it has one that speaks the language; tried with one word before it is relied on. */
export async function ownVoice(
  language: LanguageCode,
  platform: string = process.platform,
): Promise<Voice | null> {
  const of = voiceOf[language]
  const program = platform === 'win32' ? windows(of.windows) : espeak(of.espeak)
  const voice: Voice = { name: program.name, say: (spoken) => sayWith(program, spoken) }
  return (await voice.say(of.word)) === null ? null : voice
}

async function sayWith({ program, args }: Program, spoken: string): Promise<Buffer | null> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-voice-'))
  const file = join(folder, 'said.wav')
  try {
    return (await isDone(program, args(file), spoken)) ? await readFile(file).catch(() => null) : null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function isDone(program: string, args: string[], input: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], timeout: deadlineMs })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
    // A program that is not there closes its end at once.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

// The voices a township's own computer has: one program each that turns a sentence into a WAV file.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Null: this voice could not say it. */
export type Voice = { name: string; say: (spoken: string) => Promise<Buffer | null> }

type Program = { name: string; program: string; args: (file: string) => string[] }

/** The voice that takes Latin letters for pinyin; the other Mandarin one spells words in English (ux.md 3.5). */
const espeak: Program = {
  name: 'espeak-ng cmn-latn-pinyin',
  program: 'espeak-ng',
  // 150 words a minute: an old listener's pace.
  args: (file) => ['-v', 'cmn-latn-pinyin', '-s', '150', '--stdin', '-w', file],
}

/** Never run by us: there was no Windows. The sentence comes by standard input, so that no word is a command. */
const windows: Program = {
  name: 'Windows zh-CN',
  program: 'powershell.exe',
  args: (file) => [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    `$ErrorActionPreference='Stop'; Add-Type -AssemblyName System.Speech; ` +
      `[Console]::InputEncoding=[Text.Encoding]::UTF8; $words=[Console]::In.ReadToEnd(); ` +
      `$voice=New-Object System.Speech.Synthesis.SpeechSynthesizer; ` +
      `$voice.SelectVoiceByHints('NotSet','NotSet',0,[Globalization.CultureInfo]'zh-CN'); ` +
      `if ($voice.Voice.Culture.Name -ne 'zh-CN') { exit 3 }; $voice.Rate=-1; ` +
      `$voice.SetOutputToWaveFile('${file.replaceAll("'", "''")}'); $voice.Speak($words); $voice.Dispose()`,
  ],
}

const deadlineMs = 30_000

/** The voice of this computer, if it has one that speaks Chinese; tried with one word before it is relied on. */
export async function ownVoice(platform: string = process.platform): Promise<Voice | null> {
  const program = platform === 'win32' ? windows : espeak
  const voice: Voice = { name: program.name, say: (spoken) => sayWith(program, spoken) }
  return (await voice.say('村')) === null ? null : voice
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

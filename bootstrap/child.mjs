// Starting other programs: to the end and with their words on stderr, or in the place of this one.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** One line about what is being done, on stderr: stdout belongs to the command the person asked for. */
export function say(/** @type {string} */ line) {
  process.stderr.write(`mingbai: ${line}\n`)
}

/** A program that had to succeed did not; its own words have been shown. */
export class ProgramFailed extends Error {}

/**
 * Runs a program whose success is needed; whatever it prints goes to stderr.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] quiet: its words are shown only when it fails
 * @returns {Promise<void>}
 */
export async function mustRun(program, args, options = {}) {
  const ended = await run(program, args, options)
  if (ended.code === 0) return
  if (options.quiet) process.stderr.write(ended.output)
  throw new ProgramFailed(`${program} ${args.join(' ')} ended with ${ended.code}`)
}

/**
 * Runs a program to its end and gives what it printed when quiet.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', options.quiet ? 'pipe' : 2, options.quiet ? 'pipe' : 2],
      timeout: options.timeoutMs,
    })
    let output = ''
    child.stdout?.on('data', (piece) => (output += piece))
    child.stderr?.on('data', (piece) => (output += piece))
    child.on('error', (fault) => done({ code: 127, output: `${output}${fault.message}\n` }))
    child.on('close', (code, signal) => done({ code: code ?? signalCode(signal), output }))
  })
}

/**
 * Runs a program in the place of this one: its stdin, stdout, signals and exit code are ours.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, passSignalsAfterMs?: number }} [options]
 *   passSignalsAfterMs: a terminal's Ctrl-C reaches the program without us; pass it on only if it is still there then
 * @returns {Promise<number>} the exit code
 */
export function become(program, args, { passSignalsAfterMs = 0, ...options } = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { ...options, stdio: 'inherit' })
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
    /** @type {NodeJS.Timeout | undefined} */
    let passing
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      passing ??= setTimeout(() => child.kill(signal), passSignalsAfterMs)
    }
    for (const each of signals) process.on(each, pass)
    const end = (/** @type {number} */ code) => {
      clearTimeout(passing)
      for (const each of signals) process.off(each, pass)
      done(code)
    }
    child.on('error', (fault) => {
      say(fault.message)
      end(127)
    })
    child.on('close', (code, signal) => end(code ?? signalCode(signal)))
  })
}

// A program that died by a signal is reported as a shell does: 128 and the signal's number.
function signalCode(/** @type {NodeJS.Signals | null} */ signal) {
  return signal ? 128 + constants.signals[signal] : 1
}

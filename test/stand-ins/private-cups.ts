// A CUPS of the test's own, with printers that are sockets of the test: what a kiosk prints really goes through a spooler.
import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isHere } from './loop-stick.ts'

/** Null if this machine can; else why not. */
export function whyNoCups(): string | null {
  if (process.platform !== 'linux') return 'not Linux'
  if (process.getuid?.() !== 0) return 'not root: cupsd changes to the user lp'
  const lacking = ['cupsd', 'lpadmin', 'lpstat', 'cancel'].filter((program) => !isHere(program))
  return lacking.length === 0 ? null : `needs ${lacking.join(', ')} (apt-get install cups cups-client)`
}

/** A printer on the network (port 9100 and its like): keeps what it is sent. */
export type SocketPrinter = { port: number; papers: Buffer[]; off(): Promise<void>; on(): Promise<void> }

export type PrivateCups = {
  /** For CUPS_SERVER. */
  address: string
  add(name: string, printer: SocketPrinter): void
  remove(name: string): void
  run(program: string, ...args: string[]): string
  /** Files of jobs that lie at the spooler. */
  spooled(): string[]
  [Symbol.dispose](): void
}

export async function privateCups(place: string): Promise<PrivateCups> {
  const at = (...parts: string[]) => join(place, ...parts)
  for (const folder of ['etc', 'spool/tmp', 'cache', 'state', 'log'])
    mkdirSync(at(folder), { recursive: true })
  // The spooler's own user walks through it; what mkdtemp makes is the test's alone.
  chmodSync(place, 0o755)
  execFileSync('chown', ['-R', 'lp:lp', place])
  const address = at('state', 'cups.sock')
  writeFileSync(
    at('etc', 'cupsd.conf'),
    `Listen ${address}
DefaultAuthType None
WebInterface No
Browsing No
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
`,
  )
  writeFileSync(
    at('etc', 'cups-files.conf'),
    `ServerRoot ${at('etc')}
RequestRoot ${at('spool')}
CacheDir ${at('cache')}
StateDir ${at('state')}
TempDir ${at('spool', 'tmp')}
AccessLog ${at('log', 'access')}
ErrorLog ${at('log', 'error')}
PageLog ${at('log', 'page')}
SystemGroup lpadmin
User lp
Group lp
`,
  )
  const daemon: ChildProcess = spawn(
    'cupsd',
    ['-f', '-c', at('etc', 'cupsd.conf'), '-s', at('etc', 'cups-files.conf')],
    { stdio: 'ignore', env: withSystemPrograms() },
  )
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...withSystemPrograms(), CUPS_SERVER: address, LC_ALL: 'C' },
    })
  for (let tries = 0; !existsSync(address) && tries < 100; tries++) await pause(100)
  return {
    address,
    // No driver: what is sent arrives as it was made.
    add: (name, { port }) =>
      void run('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${port}`, '-m', 'raw'),
    remove: (name) => void run('lpadmin', '-x', name),
    run,
    spooled: () => readdirSync(at('spool')).filter((name) => /^d\d/.test(name)),
    [Symbol.dispose]() {
      daemon.kill()
    },
  }
}

const withSystemPrograms = () => ({ ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` })

export async function socketPrinter(): Promise<SocketPrinter> {
  const papers: Buffer[] = []
  let server: Server | null = null
  let port = 0
  const on = () =>
    new Promise<void>((ready) => {
      if (server) return ready()
      server = createServer((socket) => {
        const parts: Buffer[] = []
        socket.on('data', (part: Buffer) => parts.push(part))
        socket.on('end', () => {
          if (parts.length > 0) papers.push(Buffer.concat(parts))
          socket.end()
        })
        socket.on('error', () => socket.destroy())
      }).listen(port, '127.0.0.1', () => {
        const address = server?.address()
        if (typeof address === 'object' && address !== null) ({ port } = address)
        ready()
      })
    })
  const off = () =>
    new Promise<void>((done) => {
      const closing = server
      server = null
      if (closing) closing.close(() => done())
      else done()
    })
  await on()
  return { port, papers, on, off }
}

// The machine's own log: what it holds and what it never does.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { factsOf, machineLog } from '../../../electron/machine-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('each event is a line of JSON with its time', () => {
  machineLog(join(folder, 'a'), () => new Date(0)).write('start', { app: '1.0.0' })
  const lines = readFileSync(join(folder, 'a', 'machine.jsonl'), 'utf8')
  expect(lines).toBe('{"at":"1970-01-01T00:00:00.000Z","event":"start","app":"1.0.0"}\n')
})

test('a storm of events stays under a megabyte and a half', () => {
  const log = machineLog(join(folder, 'b'))
  for (let n = 0; n < 20_000; n++) log.write('storm', { text: 'x'.repeat(2000) })
  const sizes = ['machine.jsonl', 'machine.jsonl.1'].map((name) => statSync(join(folder, 'b', name)).size)
  expect(Math.max(...sizes)).toBeLessThan(520 * 1024)
})

test('a log that cannot be written is silent, and the machine goes on', () => {
  writeFileSync(join(folder, 'not-a-folder'), '')
  const log = machineLog(join(folder, 'not-a-folder'))
  expect(() => log.write('start')).not.toThrow()
})

test('of something thrown the values in its message are not repeated', () => {
  const facts = factsOf(new RangeError('no village 张三 6217000010001234567'))
  expect(facts).toMatchObject({ name: 'RangeError', code: null })
  expect(JSON.stringify(facts)).not.toMatch(/张三|6217/)
})

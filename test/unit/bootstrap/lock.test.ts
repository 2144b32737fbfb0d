// Two starts at once: one works, the other waits, and a start that died holds nobody up.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { withLock } from '../../../bootstrap/lock.mjs'

const lockModule = new URL('../../../bootstrap/lock.mjs', import.meta.url).href

test('processes that start together act one after the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-lock-'))
  const diary = join(folder, 'diary')
  const program = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout as pause } from 'node:timers/promises'
    import { withLock } from ${JSON.stringify(lockModule)}
    await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => {
      appendFileSync(${JSON.stringify(diary)}, 'in ')
      await pause(50)
      appendFileSync(${JSON.stringify(diary)}, 'out ')
    })`
  const start = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  await Promise.all([start(), start(), start()])
  expect(readFileSync(diary, 'utf8')).toBe('in out in out in out ')
  expect(readdirSync(folder)).toEqual(['diary'])
})

test('the lock of a process that is gone is taken over', async () => {
  const lock = join(mkdtempSync(join(tmpdir(), 'mingbai-lock-')), 'lock')
  mkdirSync(lock)
  // Above the largest number Linux gives a process.
  writeFileSync(join(lock, '4999999'), '')
  expect(await withLock(lock, async () => 'done')).toBe('done')
})

test('a failure inside gives the lock back', async () => {
  const lock = join(mkdtempSync(join(tmpdir(), 'mingbai-lock-')), 'lock')
  const failing = withLock(lock, () => Promise.reject(new Error('no disk')))
  await expect(failing).rejects.toThrow('no disk')
  expect(await withLock(lock, async () => 'again')).toBe('again')
})

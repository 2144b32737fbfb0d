// What a kiosk does when the small database that knows its township, its PIN and its pointer is damaged or gone.
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openDesk } from '../../../db/desk.ts'
import { checkJournal } from '../../../db/journal.ts'
import { setFirstPin, staffPin, unlock } from '../../../db/pin.ts'
import { openReader } from '../../../db/reader.ts'
import { stateFile } from '../../../db/data-folder.ts'
import { stateCopy } from '../../../db/state-copy.ts'
import { pinnedTownship, sequenceFloor } from '../../../db/state.ts'
import { verifyStore } from '../../../db/verify.ts'
import { importInto, kioskOf, packOf, posting, temporaryFolder, worldIn } from '../../stand-ins/pack-world.ts'

/** A kiosk with a PIN that has taken in packs 1 and 2. */
async function kioskWithTwoPacks(folder: string) {
  const world = await worldIn(folder)
  const data = kioskOf(world)
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  await setFirstPin(opened.desk, '271828')
  opened.desk.close()
  const first = await packOf(world, 1, [posting()])
  const second = await packOf(world, 2, [posting({ expense: 31_000 })])
  for (const pack of [first, second]) expect(await importInto(data, pack)).toMatchObject({ ok: true })
  return { world, data, first }
}

const wrecks: Record<string, (file: string) => void> = {
  'is cut in half': (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  'is empty': (file) => truncateSync(file, 0),
  'is gone': (file) => rmSync(file),
  'is other bytes': (file) => writeFileSync(file, Buffer.alloc(20_000, 7)),
  'has a page of zeros': (file) => {
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0, 4096, 8192))
  },
}

describe('a damaged state.db', () => {
  for (const [what, wreck] of Object.entries(wrecks))
    test(`that ${what} is put back from its copy: township, PIN, pointer and floor are as they were`, async () => {
      using place = temporaryFolder()
      const { data, first } = await kioskWithTwoPacks(place.folder)
      wreck(stateFile(data))
      const opened = openDesk(data)
      if (!opened.ok) throw new Error(opened.fault.kind)
      const { desk } = opened
      expect(pinnedTownship(desk.state)?.code).toBe('990102')
      expect(staffPin(desk).pinSet).toBe(true)
      expect(await unlock(desk, '271828')).toEqual({ ok: true })
      expect(sequenceFloor(desk.state)?.sequence).toBe(2)
      expect(checkJournal(desk.state).kind).toBe('whole')
      const last = desk.state.prepare('SELECT action FROM journal ORDER BY number DESC LIMIT 1').get()
      expect(last).toEqual({ action: 'state-restored' })
      desk.close()
      const { reader } = openReader(data)
      expect(reader.content?.sequence).toBe(2)
      expect(reader.trouble).toBeNull()
      expect(verifyStore(reader).flaws).toEqual([])
      reader.close()
      expect(await importInto(data, first)).toMatchObject({ ok: false, refusal: { kind: 'older' } })
    })

  test('is kept beside the one that was put back', async () => {
    using place = temporaryFolder()
    const { data } = await kioskWithTwoPacks(place.folder)
    writeFileSync(stateFile(data), 'no database')
    const opened = openDesk(data)
    if (opened.ok) opened.desk.close()
    expect(readFileSync(`${stateFile(data)}.damaged`, 'utf8')).toBe('no database')
  })

  test('whose copy is older than what is shown still lets no older pack in', async () => {
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const data = kioskOf(world)
    const [first, second, third] = [
      await packOf(world, 1, [posting()]),
      await packOf(world, 2, [posting({ expense: 31_000 })]),
      await packOf(world, 3, [posting({ expense: 32_000 })]),
    ]
    await importInto(data, first)
    const old = readFileSync(stateCopy(data))
    await importInto(data, third)
    writeFileSync(stateCopy(data), old)
    rmSync(stateFile(data))
    expect(await importInto(data, second)).toMatchObject({
      ok: false,
      refusal: { kind: 'older', have: 3, got: 2 },
    })
    // What was built of the newest pack still lies there whole, and is known again.
    expect(await importInto(data, third)).toMatchObject({ ok: false, refusal: { kind: 'already-installed' } })
    const { reader } = openReader(data)
    expect(reader.content?.sequence).toBe(3)
    expect(verifyStore(reader).flaws).toEqual([])
    reader.close()
  })

  test('without a copy that is any better goes on showing the content', async () => {
    using place = temporaryFolder()
    const { data } = await kioskWithTwoPacks(place.folder)
    writeFileSync(stateFile(data), 'no database')
    writeFileSync(stateCopy(data), 'no database either')
    const { reader } = openReader(data)
    expect(reader.content?.sequence).toBe(2)
    expect(reader.trouble).toMatchObject({ kind: 'damaged' })
    reader.close()
  })
})

test('a kiosk whose state.db is in order is not touched', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithTwoPacks(place.folder)
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  expect(
    opened.desk.state.prepare("SELECT 1 FROM journal WHERE action = 'state-restored'").get(),
  ).toBeUndefined()
  opened.desk.close()
  expect(existsSync(`${stateFile(data)}.damaged`)).toBe(false)
})

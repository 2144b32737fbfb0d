// Answers in a pack: signed, swept, bounded and each once; and the key that opinions are closed with beside them.
import { afterAll, expect, test } from 'vitest'
import { isOpinionNumber, newOpinionNumber, type Reply } from '../../../disclosure/opinion.ts'
import { findPersonal } from '../../../disclosure/privacy.ts'
import { limits } from '../../../pack/limits.ts'
import { sealOpinion } from '../../../pack/opinion-seal.ts'
import { openerOf, openOpinion, opinionKeyFor } from '../../../township/opinions/opinion-key.ts'
import { writePack } from '../../../township/write.ts'
import { forged } from '../../stand-ins/forged-pack.ts'
import {
  openIn,
  packOf,
  passedOff,
  posting,
  temporaryFolder,
  township,
  worldIn,
} from '../../stand-ins/pack-world.ts'

const place = temporaryFolder()
afterAll(() => place[Symbol.dispose]())
const world = await worldIn(place.folder)
const numberAt = (at: number) => newOpinionNumber(Buffer.from([0, 0, 0, 0, 1, at >> 8, at & 255, 1]))
const reply = (at: number, text = '十月的补贴已经补上，请再看。'): Reply => ({
  number: numberAt(at),
  on: '2026-11-20',
  text,
})
const withReplies = (sequence: number, replies: readonly Reply[]) =>
  packOf(world, sequence, [posting()], { opinions: { replies: passedOff(replies) } })

test('a pack carries the key and the answers; what is closed with that key its township opens', async () => {
  const opened = await openIn(world, await withReplies(1, [reply(1), reply(2, '请打12388。')]))
  const { opinionKey, replies } = opened.ok ? opened.pack.manifest : { opinionKey: undefined, replies: [] }
  expect(replies).toEqual([reply(1), reply(2, '请打12388。')])
  if (!opinionKey) throw new Error('no key in the pack')
  expect(opinionKey).toEqual(opinionKeyFor(world.key))
  const opinion = { number: numberAt(7), village: null, reason: 'other', on: '2026-11-22' } as const
  expect(openOpinion(sealOpinion(opinion, opinionKey), [openerOf(world.key)])).toEqual({ ok: true, opinion })
})

test('a township that takes no opinions has neither in its packs', async () => {
  const opened = await openIn(world, await packOf(world, 2, [posting()]))
  const names = opened.ok ? Object.keys(opened.pack.manifest) : []
  expect(names).toContain('parts')
  for (const name of ['opinionKey', 'replies', 'opinionCounts']) expect(names).not.toContain(name)
})

const written = (texts: readonly string[]) =>
  writePack({
    out: `${place.folder}/refused.mbpack`,
    key: world.key,
    township: passedOff(township),
    sequence: 9,
    issuedOn: '2026-11-22',
    entries: [posting()],
    opinions: { replies: passedOff(texts.map((text, at) => reply(at, text))) },
  })

test('an answer with somebody’s number is not built, and a signed one is refused at the kiosk', async () => {
  for (const [text, found] of [
    ['请打13812345678。', 'mobile'],
    ['身份证110101199003074557已经核对。', 'id-number'],
    ['卡号6228480402564890018已改。', 'bank-card'],
  ] as const)
    expect(await written(['好的。', text])).toEqual({
      ok: false,
      refusal: { kind: 'personal-data', found, at: 'manifest.replies.1.text' },
    })
  const good = await withReplies(3, [reply(1)])
  const changed = forged(world, good, {
    manifest: (manifest) => ({ ...manifest, replies: [reply(1, '请打13812345678。')] }),
  })
  expect(await openIn(world, changed)).toMatchObject({
    ok: false,
    refusal: { kind: 'personal-data', found: 'mobile', at: 'manifest.replies.0.text' },
  })
})

test('numbers of opinions are taken for no card and no birthday', async () => {
  const birthdays = Array.from({ length: 1228 }, (_, at) => String(19_850_101 + at)).filter(isOpinionNumber)
  expect(birthdays.some((number) => findPersonal(`${number}出生`, new Set()).length > 0)).toBe(true)
  const replies = birthdays.slice(0, 100).map((number) => ({ ...reply(1), number }))
  expect((await openIn(world, await withReplies(4, replies))).ok).toBe(true)
})

test('signed and yet wrong: twice, a number that does not check, a key that is none, more answers than opinions', async () => {
  const good = await withReplies(5, [reply(1)])
  const wrong: [object, object][] = [
    [{ replies: [reply(1), reply(1)] }, { kind: 'malformed', at: 'manifest.replies', why: 'twice' }],
    [
      { replies: [{ ...reply(1), number: '12345678' }] },
      { kind: 'malformed', at: 'manifest.replies.0.number' },
    ],
    [{ replies: [] }, { kind: 'malformed', at: 'manifest.replies' }],
    [{ replies: [{ ...reply(1), phone: '12388' }] }, { kind: 'malformed' }],
    [{ replies: [reply(1, '一行\n两行')] }, { kind: 'malformed', at: 'manifest.text', why: 'new-line' }],
    [{ replies: [reply(1, '看\u202e不见')] }, { kind: 'malformed', at: 'manifest.text' }],
    [
      { opinionKey: { keyId: '00'.repeat(8), publicKey: Buffer.alloc(32).toString('base64') } },
      { kind: 'malformed' },
    ],
    [{ opinionCounts: { received: 3, answered: 4 } }, { kind: 'malformed', at: 'manifest.opinionCounts' }],
  ]
  for (const [change, refusal] of wrong) {
    const changed = forged(world, good, { manifest: (manifest) => ({ ...manifest, ...change }) })
    expect(await openIn(world, changed), JSON.stringify(change)).toMatchObject({ ok: false, refusal })
  }
})

test('as many answers as there may be fit, and one more is refused by the name of its limit', async () => {
  const numbers = [...new Set(Array.from({ length: limits.replies + 30 }, (_, at) => numberAt(at)))]
  const many = numbers.slice(0, limits.replies + 1).map((number) => ({ ...reply(0, '已答复。'), number }))
  expect((await openIn(world, await withReplies(6, many.slice(1)))).ok).toBe(true)
  const good = await withReplies(7, [reply(1)])
  const changed = forged(world, good, { manifest: (manifest) => ({ ...manifest, replies: many }) })
  expect(await openIn(world, changed)).toMatchObject({ refusal: { kind: 'limit', limit: 'replies' } })
  const long = many.slice(0, 101).map((each) => ({ ...each, text: '好'.repeat(500) }))
  const wordy = forged(world, good, { manifest: (manifest) => ({ ...manifest, replies: long }) })
  expect(await openIn(world, wordy)).toMatchObject({ refusal: { kind: 'limit', limit: 'replyCharacters' } })
})

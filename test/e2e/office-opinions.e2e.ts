// A clerk without a terminal: fetches villagers' opinions from a stick, answers in the sheet, and the next pack brings the answers.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Opinion } from '../../disclosure/opinion.ts'
import { claimsOf } from '../../pack/open.ts'
import { readKey } from '../../township/keys.ts'
import { opinionKeyFor } from '../../township/opinions/opinion-key.ts'
import { numberFor, OpinionKiosk } from '../stand-ins/opinion-kiosk.ts'
import { makeOfficeFolder } from './office-sheets.ts'
import { makeKey, officeWith } from './office-harness.ts'
import type { Office } from './office-harness.ts'
import { firstReply, writeCell } from './opinion-sheet.ts'

const passphrase = '石桥镇2026年的口令'
const words = '我家在三组，表上没有。'
const missing: Opinion = {
  number: numberFor('office'),
  village: '990102100201',
  reason: 'household-missing',
  text: words,
  on: '2026-11-08',
}

let office: Office | null = null
afterEach(async () => {
  await office?.close()
  office = null
})

async function openedWithKey(size: string): Promise<{ window: Office; sheets: string; keyFile: string }> {
  const window = await officeWith({ size })
  office = window
  const sheets = join(window.folder, '2026年第三季度')
  makeOfficeFolder(sheets)
  await window.dialogsAnswer(sheets)
  await window.press('choose-folder')
  await window.arrives('at-sheets')
  await window.press('open-opinions')
  await window.arrives('opinions-need-key')
  await window.shot('8-opinions-none')
  return { window, sheets, keyFile: await makeKey(window, passphrase) }
}

async function kioskOf(keyFile: string): Promise<OpinionKiosk> {
  const key = await readKey(keyFile, passphrase)
  if (!key.ok) throw new Error(key.kind)
  return new OpinionKiosk('aaaaaaaaaaaa', opinionKeyFor(key.key))
}

const comesBack = (window: Office) => window.page.evaluate("window.dispatchEvent(new Event('focus'))")

async function fetched(window: Office, given: string): Promise<void> {
  await window.type('opinions-passphrase', given)
  await window.press('opinions-drive')
}

async function reviewAndSign(window: Office, meanwhile: () => void = () => undefined): Promise<void> {
  await window.press('step-review')
  for (const [step, name] of [
    ['pre-review', '张春梅'],
    ['secrecy-review', '李建国'],
  ] as const) {
    await window.type(`${step}-name`, name)
    await window.press(`${step}-tick`)
    await window.press(`${step}-do`)
    await window.page.getByTestId(step).getByText(name).waitFor()
  }
  meanwhile()
  await window.press('step-sign')
  await window.type('passphrase', passphrase)
  await window.press('sign')
}

async function readAgain(window: Office): Promise<void> {
  await window.press('step-folder')
  await window.press('read-again')
  // Read anew, the window goes on by itself to what was read.
  await window.arrives('at-sheets')
}

describe.each(['1366x768', '1920x1080'])('at %s', (size) => {
  test('from the stick to an answer in the next pack, without a word of it being lost or seen elsewhere', async () => {
    const { window, sheets, keyFile } = await openedWithKey(size)
    const kiosk = await kioskOf(keyFile)
    kiosk.export(window.stickFolder, [missing])
    writeFileSync(join(window.stickFolder, 'mingbai-opinions-990102-torn-1.json'), '{"format"')
    const before = readdirSync(window.stickFolder)

    await window.press('open-opinions')
    await window.arrives('no-opinions')
    await window.press('takes-opinions')
    await fetched(window, 'ganz falsch')
    await window.arrives('not-collected')
    await fetched(window, passphrase)
    await window.arrives('opinion-counts')
    expect(await window.text()).toContain('取回 1 条新的意见')
    expect(await window.text()).toContain('1 个文件坏了')
    // What was said is for the sheet; the window counts.
    expect(await window.text()).not.toContain(words)
    await window.shot('8-opinions')
    expect(readdirSync(window.stickFolder)).toEqual(before)

    const sheet = join(sheets, '村民意见.xlsx')
    writeCell(sheet, firstReply, '请打13812345678。')
    await comesBack(window)
    await window.arrives('reply-fault')
    await window.shot('8-opinions-fault')
    writeCell(sheet, firstReply, '三组的名单已经补上，请再看。')
    await comesBack(window)
    await window.page.getByText('收到 1 条，答复 1 条').waitFor()

    await readAgain(window)
    await reviewAndSign(window)
    await window.arrives('drive')
    await window.press('drive')
    await window.arrives('written')
    const pack = readdirSync(window.stickFolder).find((name) => name.endsWith('.mbpack')) ?? ''
    const claimed = await claimsOf(join(window.stickFolder, pack))
    expect(claimed.ok && claimed.pack.manifest).toMatchObject({
      opinionCounts: { received: 1, answered: 1 },
      replies: [{ number: missing.number, text: '三组的名单已经补上，请再看。' }],
    })
    expect(readFileSync(join(window.stickFolder, pack)).includes(words)).toBe(false)
  })
})

test('an answer that was changed after the review is not signed before it is looked at again', async () => {
  const { window, sheets, keyFile } = await openedWithKey('1366x768')
  const kiosk = await kioskOf(keyFile)
  kiosk.export(window.stickFolder, [missing])
  await window.press('open-opinions')
  await fetched(window, passphrase)
  await window.arrives('opinion-counts')
  await readAgain(window)
  await reviewAndSign(window, () => writeCell(join(sheets, '村民意见.xlsx'), firstReply, '谁也没看过的话。'))
  await window.arrives('problem')
  expect(await window.text()).toContain('答复改过了')
})

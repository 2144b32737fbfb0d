// The clerk's whole road in the township's window: from a folder of sheets to a pack on a stick that a kiosk takes.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { idNumber, makeOfficeFolder, mendSubsidy } from './office-sheets.ts'
import { makeKey, officeWith } from './office-harness.ts'
import type { Office } from './office-harness.ts'
import { root } from './places.ts'

const passphrase = '石桥镇2026年的口令'
const reason = '合计印错了，以每一行为准'

let office: Office | null = null
afterEach(async () => {
  await office?.close()
  office = null
})

async function withFolder(size?: string): Promise<{ window: Office; sheets: string }> {
  const window = await officeWith(size === undefined ? {} : { size })
  office = window
  const sheets = join(window.folder, '2026年第三季度')
  makeOfficeFolder(sheets)
  await window.dialogsAnswer(sheets)
  await window.press('choose-folder')
  await window.arrives('at-sheets')
  return { window, sheets }
}

async function review(window: Office, step: 'pre-review' | 'secrecy-review', name: string): Promise<void> {
  await window.type(`${step}-name`, name)
  await window.press(`${step}-tick`)
  await window.press(`${step}-do`)
  await window.page.getByTestId(step).getByText(name).waitFor()
}

async function reviewBoth(window: Office): Promise<void> {
  await window.press('step-review')
  await review(window, 'pre-review', '张春梅')
  await review(window, 'secrecy-review', '李建国')
}

/** As a clerk of this township would: the quarter, the village, and what else is asked stays in the office. */
async function answerAll(window: Office): Promise<void> {
  for (let most = 12; most > 0; most--) {
    await window.page.getByTestId('question').or(window.page.getByTestId('questions-done')).waitFor()
    if (await window.isThere('questions-done')) return
    const asked = await window.page.getByTestId('question').innerText()
    const answer = asked.includes('什么时候') ? '2026年第三季度' : asked.includes('哪个村') ? '柳沟村' : null
    if (answer === null) await window.press('keep-sheet')
    else await window.page.getByTestId('question').getByRole('button', { name: answer, exact: true }).click()
    await expect
      .poll(async () => (await window.isThere('questions-done')) || (await questionWords(window)) !== asked)
      .toBe(true)
  }
}

const questionWords = (window: Office): Promise<string> =>
  window.page
    .getByTestId('question')
    .innerText({ timeout: 500 })
    .catch(() => '')

const answersIn = (sheets: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(sheets, 'answers.json'), 'utf8')) as Record<string, unknown>

const command = (file: string, ...args: string[]): Record<string, unknown> =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, file), ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  ) as Record<string, unknown>

describe.each(['1366x768', '1920x1080'])('at %s', (size) => {
  test('from a folder to a pack that the kiosk takes, and every step can be seen', async () => {
    const { window, sheets } = await withFolder(size)
    await window.arrives('picture')
    await window.shot('2-sheets')

    // A total that differs is published with the reason that villagers will read.
    await window.page.getByText('石门村地力保护补贴.xls').first().click()
    await window.arrives('marked-cell')
    expect(await window.page.getByTestId('marked-cell').innerText()).toBe('3042.15')
    expect(await window.text()).not.toContain(idNumber)
    await window.press('accept-open')
    await window.type('accept-reason', reason)
    await window.shot('2-sheets-reason')
    await window.press('accept-do')
    await window.arrives('accepted')
    await window.shot('2-sheets-accepted')
    expect(answersIn(sheets)).toMatchObject({ accepted: [{ kind: 'total-differs', cell: 'F7', reason }] })

    await window.press('step-questions')
    await window.arrives('question')
    await window.arrives('picture')
    await window.shot('3-question')
    await answerAll(window)
    await window.shot('3-questions-done')
    expect(JSON.stringify(answersIn(sheets)['period'])).toContain('2026Q3')
    await window.press('read-answers')
    await window.page.getByText('回答问题').first().waitFor()

    await window.press('step-pages')
    await window.arrives('entry')
    await window.shot('4-pages')

    await window.press('step-sign')
    await window.arrives('not-reviewed')
    await window.shot('6-sign-not-reviewed')
    expect(await window.isThere('sign')).toBe(false)

    await window.press('step-review')
    await window.arrives('privacy-counts')
    await window.shot('5-review')
    await reviewBoth(window)
    await window.shot('5-reviewed')

    await window.press('step-sign')
    await window.shot('6-sign-no-key')
    const keyFile = await makeKey(window, passphrase)
    await window.shot('6-sign')
    await window.type('passphrase', 'ganz falsch')
    await window.press('sign')
    await window.arrives('wrong-passphrase')
    await window.shot('6-sign-wrong')
    await window.type('passphrase', passphrase)
    await window.press('sign')

    await window.arrives('at-stick')
    await window.arrives('drive')
    await window.shot('7-stick')
    await window.press('drive')
    await window.arrives('written')
    await window.shot('7-written')

    const [name = ''] = readdirSync(window.stickFolder)
    expect(name).toBe('石桥镇-第1期.mbpack')
    const pack = join(window.stickFolder, name)
    expect(command('township/command.ts', 'inspect', pack)).toMatchObject({
      sequence: 1,
      reviews: [
        { step: 'pre-review', name: '张春梅' },
        { step: 'secrecy-review', name: '李建国' },
      ],
    })
    expect(readFileSync(pack).includes(idNumber)).toBe(false)
    const kiosk = join(window.folder, 'kiosk')
    command('electron/kiosk-command.ts', '--data', kiosk, 'trust', keyFile.replace('.key', '.pub'))
    expect(command('electron/kiosk-command.ts', '--data', kiosk, 'import', pack)).toMatchObject({
      kind: 'applied',
    })
  }, 150_000)
})

test('nothing is signed without both reviews, by two people, of what is there now', async () => {
  const { window, sheets } = await withFolder()
  await makeKey(window, passphrase)
  await window.press('step-review')
  await review(window, 'pre-review', '张春梅')
  await window.type('secrecy-review-name', '张春梅')
  await window.press('secrecy-review-tick')
  expect(await window.page.getByTestId('secrecy-review-do').isDisabled()).toBe(true)
  const signing = `window.office.call('sign', { passphrase: ${JSON.stringify(passphrase)}, sequence: 1 })`
  const refused = { ok: true, answer: { ok: false, problem: { kind: 'reviews-missing' } } }
  expect(await window.page.evaluate(signing)).toEqual(refused)
  await window.press('secrecy-review-tick')
  await review(window, 'secrecy-review', '李建国')

  // A sheet that is mended after it was reviewed is another sheet.
  mendSubsidy(sheets)
  writeFileSync(
    join(sheets, '通知', '停电通知.txt'),
    '关于停电的通知\n\n全镇各村：\n9月20日停电半天。\n\n石桥镇人民政府\n2026年9月18日\n',
  )
  await window.press('step-sheets')
  await window.press('read-again')
  await window.page.getByText('停电通知.txt').first().waitFor()
  await window.press('step-review')
  await window.arrives('reviews-stale')
  await window.shot('5-review-stale')
  expect(await window.page.evaluate(signing)).toEqual(refused)
}, 120_000)

test('what was answered is not asked again, also after the window was closed', async () => {
  const { window, sheets } = await withFolder()
  await window.press('step-questions')
  await window.arrives('question')
  while (await window.isThere('keep-sheet')) {
    const asked = await questionWords(window)
    await window.press('keep-sheet')
    await expect.poll(async () => (await questionWords(window)) !== asked).toBe(true)
  }
  await window.arrives('questions-done')
  await window.press('read-answers')
  await window.page.getByTestId('questions-done').getByText('没有要回答的问题').waitFor()
  await window.app.close()

  const again = await officeWith({ folder: window.folder })
  office = again
  await again.shot('1-recent')
  await again.press('recent-folder')
  // It opens at the step where it was closed.
  await again.arrives('at-questions')
  await again.arrives('questions-done')
  expect(existsSync(join(sheets, 'answers.json'))).toBe(true)
  await again.app.close()
  rmSync(window.folder, { recursive: true, force: true })
}, 120_000)

test('the preview is the real kiosk over data of a moment, and leaves nothing behind', async () => {
  const { window } = await withFolder()
  await window.press('step-pages')
  await window.press('open-preview')
  await window.arrives('preview-open', 60_000)
  await window.arrives('entry')
  const data = join(window.folder, 'data', 'work', 'preview', 'data')
  const status = command('electron/kiosk-command.ts', '--data', data, 'status')
  expect(status).toMatchObject({ township: { name: '石桥镇' }, content: { sequence: 1 } })
  await window.shot('4-pages-preview')
  await window.press('close-preview')
  await window.arrives('open-preview')
  expect(existsSync(data)).toBe(false)
  // Neither when the clerk closes the window while it is open.
  await window.press('open-preview')
  await window.arrives('preview-open', 60_000)
  expect(existsSync(data)).toBe(true)
  await window.app.close()
  expect(existsSync(data)).toBe(false)
}, 120_000)

test('a stick that cannot be written or has gone is told in words, and nothing half-written stays', async () => {
  const { window } = await withFolder()
  await reviewBoth(window)
  await makeKey(window, passphrase)
  await window.type('passphrase', passphrase)
  await window.press('sign')
  await window.arrives('drive')
  // Another file of that name is not overwritten.
  writeFileSync(join(window.stickFolder, '石桥镇-第1期.mbpack'), 'something else')
  await window.press('drive')
  await window.arrives('not-written')
  expect(await window.text()).toContain('同名的文件')
  await window.shot('7-not-written')
  expect(readdirSync(window.stickFolder)).toEqual(['石桥镇-第1期.mbpack'])
  rmSync(window.stickFolder, { recursive: true })
  await window.press('drive').catch(() => undefined)
  await window.page.getByText('请插上U盘').waitFor()
  mkdirSync(window.stickFolder)
  await window.press('drive')
  await window.arrives('written')
}, 120_000)

test('a folder that is no township’s is refused in words, and an endless one can be stopped', async () => {
  const window = await officeWith()
  office = window
  await window.shot('1-folder')
  const empty = join(window.folder, 'nothing')
  mkdirSync(empty)
  await window.dialogsAnswer(empty)
  await window.press('choose-folder')
  await window.arrives('refused')
  await window.shot('1-refused')
  expect(await window.isThere('recent-folder')).toBe(false)
  await window.dialogsAnswer(join(root, 'test/fixtures/shiqiao'))
  await window.press('choose-folder')
  await window.arrives('reading')
  await window.shot('1-reading')
  await window.press('cancel-reading')
  await window.arrives('choose-folder')
  expect(await window.isThere('read-done')).toBe(false)
}, 60_000)

test('a folder is dropped from the desktop, and the keyboard alone is enough', async () => {
  const window = await officeWith()
  office = window
  const sheets = join(window.folder, '2026年第三季度')
  makeOfficeFolder(sheets)
  await window.drop(sheets, 'drop')
  await window.arrives('at-sheets')

  const focused = () => window.page.evaluate<string>('document.activeElement?.dataset?.testid ?? ""')
  const tabTo = async (id: string) => {
    for (let at = 0; at < 80 && (await focused()) !== id; at++) await window.page.keyboard.press('Tab')
    expect(await focused()).toBe(id)
  }
  await tabTo('go-next')
  await window.shot('2-sheets-focus')
  await window.page.keyboard.press('Enter')
  await window.arrives('question')
  await tabTo('keep-sheet')
  await window.page.keyboard.press('Space')
  await expect.poll(() => existsSync(join(sheets, 'answers.json'))).toBe(true)
  expect(answersIn(sheets)['notForDisclosure']).not.toEqual([])
}, 60_000)

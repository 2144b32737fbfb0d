// A PDF beside the sheets, in the township's window: a person is asked, says that it may be shown, and villagers see its pages.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { officeWith } from './office-harness.ts'
import type { Office } from './office-harness.ts'
import { root } from './places.ts'

const quarter = join(root, 'test/fixtures/shiqiao/2026年第三季度')
const minutes = '附件/柳沟村村民代表会议记录.pdf'

let office: Office | null = null
afterEach(async () => {
  await office?.close()
  office = null
})

/** What stands about papers in the window's own report. */
type Papers = { files: { file: string; attachedTo?: string[] }[]; faults: { file: string; kind: string }[] }

async function papersOf(window: Office): Promise<Papers> {
  const asked = "window.office.call('report', {}).then(({ answer }) => answer.report)"
  return window.page.evaluate<Papers>(asked)
}

test('a PDF is asked about by yes and no only, and shown after a yes', async () => {
  const window = await officeWith()
  office = window
  const sheets = join(window.folder, '2026年第三季度')
  cpSync(join(root, 'test/fixtures/shiqiao/乡镇信息.xlsx'), join(sheets, '乡镇信息.xlsx'))
  for (const each of ['会议', minutes]) cpSync(join(quarter, each), join(sheets, each), { recursive: true })
  await window.dialogsAnswer(sheets)
  await window.press('choose-folder')
  await window.arrives('at-sheets')

  await window.press('step-questions')
  await window.arrives('question')
  await window.shot('3-question-pdf')
  const question = window.page.getByTestId('question')
  expect(await question.innerText()).toContain('柳沟村村民代表会议记录.pdf')
  expect(await question.getByTestId('choice-likely').or(question.getByTestId('choice-other')).count()).toBe(2)
  await question.getByRole('button', { name: '能，我看过了' }).click()
  await window.press('read-answers')
  await window.page.getByTestId('questions-done').getByText('没有要回答的问题').waitFor()

  const { files, faults } = await papersOf(window)
  expect(faults.filter(({ file }) => file === minutes)).toEqual([])
  const [attachedTo = ''] = files.find(({ file }) => file === minutes)?.attachedTo ?? []
  expect(attachedTo).toMatch(/^990102100201\./)
}, 90_000)

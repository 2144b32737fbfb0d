// The clerk's whole road in the township's window: from a folder of sheets to a pack on a stick that a kiosk takes.
import { afterEach, expect, test } from 'vitest'
import { join } from 'node:path'
import { makeOfficeFolder } from './office-sheets.ts'
import { officeWith } from './office-harness.ts'
import type { Office } from './office-harness.ts'

let office: Office | null = null
afterEach(async () => {
  await office?.close()
  office = null
})

test('walk', async () => {
  office = await officeWith()
  const sheets = join(office.folder, 'sheets')
  makeOfficeFolder(sheets)
  await office.shot('1-folder')
  await office.dialogsAnswer(sheets)
  await office.press('choose-folder')
  await office.arrives('at-sheets')
  await office.arrives('picture')
  await office.shot('2-sheets')
  expect(1).toBe(1)
})

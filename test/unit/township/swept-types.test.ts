// That nothing unswept reaches a pack, a report or the screen is a matter of types: what is here would not compile otherwise.
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Entry, Row } from '../../../disclosure/entry.ts'
import { sweep, sweepAll } from '../../../disclosure/privacy.ts'
import type { Swept, SweptText, SweptValue } from '../../../disclosure/privacy.ts'
import type { Township } from '../../../disclosure/township.ts'
import type { Streams } from '../../../township/command.ts'
import type { Reading } from '../../../township/read-township.ts'
import type { Report } from '../../../township/report.ts'
import { formed, phoneOrNull, sweptJson } from '../../../township/sweep.ts'
import type { EntryToWrite, PackToWrite } from '../../../township/write.ts'

const nobody: ReadonlySet<string> = new Set()

describe('the writer takes', () => {
  test('no text that was not swept', () => {
    expectTypeOf<string>().not.toExtend<SweptText>()
    expectTypeOf<SweptText>().toExtend<string>()
    expectTypeOf<Entry>().not.toExtend<EntryToWrite['entry']>()
    expectTypeOf<Swept<Entry>>().toExtend<EntryToWrite['entry']>()
    expectTypeOf<Township>().not.toExtend<PackToWrite['township']>()
    expectTypeOf<readonly Row[]>().not.toExtend<EntryToWrite['rows']>()
    expectTypeOf<readonly (readonly SweptValue[])[]>().toExtend<EntryToWrite['rows']>()
    expectTypeOf<string[]>().not.toExtend<NonNullable<PackToWrite['withdrawn']>>()
  })

  test('no entry of which a single text was not', () => {
    type With<Name extends keyof Entry> = Omit<Swept<Entry>, Name> & Pick<Entry, Name>
    expectTypeOf<With<'title'>>().not.toExtend<EntryToWrite['entry']>()
    expectTypeOf<With<'body'>>().not.toExtend<EntryToWrite['entry']>()
    expectTypeOf<With<'source'>>().not.toExtend<EntryToWrite['entry']>()
    expectTypeOf<With<'approvals'>>().not.toExtend<EntryToWrite['entry']>()
    expectTypeOf<With<'hotlines'>>().not.toExtend<EntryToWrite['entry']>()
    expectTypeOf<With<'attachments'>>().not.toExtend<EntryToWrite['entry']>()
    expectTypeOf<With<'totals'>>().toExtend<EntryToWrite['entry']>()
  })
})

test('what a program says, and what it reports, was swept', () => {
  expectTypeOf<Parameters<Streams['out']>[0]>().toEqualTypeOf<SweptText>()
  expectTypeOf<Parameters<Streams['err']>[0]>().toEqualTypeOf<SweptText>()
  expectTypeOf<Reading['report']>().toEqualTypeOf<Swept<Report>>()
  expectTypeOf<Report>().not.toExtend<Swept<Report>>()
  expect(sweptJson({ file: '张三13812345678.xlsx' })).toBe('{\n  "file": "张三〔已隐去〕.xlsx"\n}\n')
})

test('words that a declaration lists stay what they are', () => {
  expectTypeOf<Swept<Entry>['approvals'][number]['step']>().toEqualTypeOf<
    Entry['approvals'][number]['step']
  >()
  expectTypeOf<Swept<Entry>['rows']>().toEqualTypeOf<number>()
})

test('everything within a value is swept, names of files and hashes included as what they are', () => {
  const hash = `${'0123456789'.repeat(6)}abcd`
  const swept = sweepAll(
    { file: '张三990102196502215955.xlsx', sheets: [{ cell: '13812345678', rows: 3 }], none: null, hash },
    (text) => sweep(text, nobody).text,
  )
  expect(swept).toEqual({
    file: '张三〔已隐去〕.xlsx',
    sheets: [{ cell: '〔已隐去〕', rows: 3 }],
    none: null,
    hash,
  })
})

test('a closed form is closed: words and numbers of persons throw', () => {
  for (const text of ['2026-07-01', '990102100201.dibao-list.2026Q2', 'line 3', '***', 'C15'])
    expect(formed(text)).toBe(text)
  for (const text of ['张三', '990102196502215955', '13812345678', '', '6217995693698625137'])
    expect(() => formed(text)).toThrow('no closed form')
})

test('a telephone is a telephone, whoever declares it', () => {
  for (const phone of ['13812345678', '0960-6218001', '12345']) expect(phoneOrNull(phone)).toBe(phone)
  for (const phone of ['990102196502215955', '6217995693698625137', '990102-19650221-5955', '联系我'])
    expect(phoneOrNull(phone)).toBeNull()
})

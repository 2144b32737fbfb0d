// Attachments as papers: photographs together, each document by itself with its pages in order.
import { expect, test } from 'vitest'
import { papersOf } from '../../../renderer/entry/papers.ts'

const papers = (...labels: string[]) =>
  papersOf(labels.map((label) => ({ label, sha256: 'a'.repeat(64), type: 'image/png' })))

test('photographs are one pile, and each document has its own pages', () => {
  expect(
    papers('记-31 领款单', '会议记录 1/3', '会议记录 2/3', '会议记录 3/3', '记-37', '合同 1/2', '合同 2/2'),
  ).toEqual([
    { kind: 'photos', at: [0, 4] },
    { kind: 'document', name: '会议记录', pages: 3, at: [1, 2, 3] },
    { kind: 'document', name: '合同', pages: 2, at: [5, 6] },
  ])
})

test('a photograph whose name ends like a page is still shown', () => {
  expect(papers('收据 2/3')).toEqual([{ kind: 'photos', at: [0] }])
  expect(papers('收据 1/1')).toEqual([{ kind: 'photos', at: [0] }])
})

test('two documents of one name do not run into each other', () => {
  expect(papers('记录 1/2', '记录 2/2', '记录 1/2', '记录 2/2').map(({ at }) => at)).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('nothing attached is no paper', () => {
  expect(papers()).toEqual([])
})

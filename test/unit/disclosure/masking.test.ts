// Names that would say too much are shown in part; children are not shown at all.
import { expect, test } from 'vitest'
import { isMinor, maskMiddle } from '../../../disclosure/masking.ts'

test('the middle of a name is hidden', () => {
  expect(maskMiddle('张小三')).toBe('张*三')
  expect(maskMiddle('张三')).toBe('张*')
  expect(maskMiddle('欧阳小三')).toBe('欧**三')
  expect(maskMiddle('𠮷田')).toBe('𠮷*')
})

test('so is that of a double surname, of rare characters, and of a name with a dot, whose parts are not told', () => {
  expect(maskMiddle('司马光')).toBe('司*光')
  expect(maskMiddle('赵㐂国')).toBe('赵*国')
  expect(maskMiddle('㛃𬱟')).toBe('㛃*')
  expect(maskMiddle('买买提·吐尔逊')).toBe('买*****逊')
  expect(maskMiddle('龘')).toBe('*')
})

test('somebody is a minor until the day of the eighteenth birthday', () => {
  expect(isMinor('2008-09-30', '2026-09-30')).toBe(false)
  expect(isMinor('2008-10-01', '2026-09-30')).toBe(true)
  expect(isMinor('2008-09', '2026-09-29')).toBe(true)
  expect(isMinor('2008', '2026-09-30')).toBe(true)
  expect(isMinor('1941.07'.replace('.', '-'), '2026-09-30')).toBe(false)
})

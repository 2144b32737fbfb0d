// Latin letters and foreign units in words: a Chinese voice reads letters as pinyin, as English, or not at all.

/** What the letters are called by people who read Chinese; U盘 is sold as 优盘. */
const letterNames: Readonly<Record<string, string>> = {
  a: '诶',
  b: '必',
  c: '西',
  d: '弟',
  e: '衣',
  f: '艾弗',
  g: '寄',
  h: '艾尺',
  i: '爱',
  j: '杰',
  k: '开',
  l: '艾勒',
  m: '艾姆',
  n: '恩',
  o: '欧',
  p: '批',
  q: '酷',
  r: '阿',
  s: '艾斯',
  t: '提',
  u: '优',
  v: '维',
  w: '达不溜',
  x: '艾克斯',
  y: '歪',
  z: '贼',
}

/** Only behind a number: 25km2 is an area, km on its own is two letters. */
const unitNames: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d\s?)km2(?![a-z0-9])/gi, '平方公里'],
  [/(?<=\d\s?)m2(?![a-z0-9])/gi, '平方米'],
  [/(?<=\d\s?)m3(?![a-z0-9])/gi, '立方米'],
  [/(?<=\d\s?)km(?![a-z])/gi, '公里'],
  [/(?<=\d\s?)kg(?![a-z])/gi, '公斤'],
  [/(?<=\d\s?)cm(?![a-z])/gi, '厘米'],
  [/(?<=\d\s?)mm(?![a-z])/gi, '毫米'],
  [/(?<=\d\s?)kw(?![a-z])/gi, '千瓦'],
  [/(?<=\d\s?)(?:m|M)(?![a-z])/g, '米'],
  [/(?<=\d\s?)t(?![a-z])/gi, '吨'],
  [/m2(?![a-z0-9])/gi, '平方米'],
]

export function unitsSaid(text: string): string {
  return unitNames.reduce((said, [unit, name]) => said.replace(unit, name), text)
}

export const lettersSaid = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => letterNames[letter.toLowerCase()] ?? '')

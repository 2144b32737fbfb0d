// The words as they are; or longer, where a test has put something into the page before it begins (ux.md H11).

export type Words = { [key: string]: string | Words }

/** No other script ever runs in this window (electron/lockdown.ts), so a kiosk has no such thing. */
export function rewordedByTests(words: Words): Words {
  const reword: unknown = Reflect.get(window, 'rewordForTests')
  return typeof reword === 'function' ? reworded(words, (text) => String(reword(text))) : words
}

const reworded = (words: Words, reword: (text: string) => string): Words =>
  Object.fromEntries(
    Object.entries(words).map(([key, each]) => [
      key,
      typeof each === 'string' ? reword(each) : reworded(each, reword),
    ]),
  )

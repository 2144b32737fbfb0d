// How wide a text is before anybody draws it: tables and printed pages are planned by it.

/** Width of a text in em: a Chinese character is 1, a digit or letter about 0.56. */
export function widthInEm(text: string): number {
  let width = 0
  // Marks that only say which way a part is read have no width.
  for (const character of text.replace(/[\u2066-\u2069]/g, ''))
    width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.57
  return width
}
